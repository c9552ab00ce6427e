"""Links in a Word file, which python-docx reads but does not write (ISO/IEC 29500-1, 17.16.22)."""

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

LINK_COLOUR = "0B5563"


def make_link(run: etree._Element, part: Part, address: str) -> None:
    """Have a run of text lead to an address.

    Args:
        part: The part of the file that the run stands in, which keeps what its links lead to.
    """
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run.addprevious(link)
    link.append(run)
