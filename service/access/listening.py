"""Where the service may listen: beyond this machine only behind a token, or when it is declared open."""

import ipaddress

from service.errors import SettingsError
from service.settings.access import AccessSettings


def check_listening(host: str, settings: AccessSettings) -> None:
    """Refuse to serve everyone by mistake.

    Raises:
        SettingsError: The host is not this machine's own, no token is set, and the settings do not say `open`.
    """
    if is_loopback(host) or settings.needs_token or settings.open:
        return
    raise SettingsError(
        f"{host} nås från andra datorer och ingen nyckel är satt; väntade INSATSKARTAN_TOKENS "
        "(python -m service token NAMN gör en nyckel) eller, om alla ska få läsa, INSATSKARTAN_OPEN=1"
    )


def is_loopback(host: str) -> bool:
    """Tell whether an address is reached from this machine alone; a name is taken for one that is not."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
