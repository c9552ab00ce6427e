"""The address of one page of every kind, for axe and for screenshots."""

from urllib.parse import quote, urlencode

from fastapi.testclient import TestClient

QUESTION = "Vilka regioner arbetar med validering?"

PLACES = {
    "start": "/",
    "answer": f"/?q={quote(QUESTION)}",
    "narrowed": "/?q=laddinfrastruktur&region=Dalarna&sort=region",
    "later": "/?q=laddinfrastruktur&offset=10",
    "fact": f"/?q={quote('Hur många av Skånes kommuner nådde lärserien om kompetensförsörjning?')}",
    "compare-answered": f"/?q={quote('Jämför Dalarnas och Värmlands arbete med jämställdhet')}",
    "count": f"/?q={quote('Hur många insatser har Dalarna om integration?')}",
    "overview": f"/?q={quote('Ge en översikt över integration i Norrbotten')}",
    "similar": f"/?q={quote('Finns det något liknande Effekt4Dalarna i andra regioner?')}",
    "partial": f"/?q={quote('Vilka regioner arbetar inte med validering?')}",
    "unanswered": f"/?q={quote('Vad har gjorts för pingvinuppfödning?')}",
    "outside": f"/?q={quote('Vad blir vädret i morgon?')}",
    "unclear": f"/?q={quote('och Skåne?')}",
    "refused": "/?q=%3F",
    "regions": "/regioner",
    "region": "/regioner/dalarna",
    "themes": "/teman",
    "theme": "/teman/integration",
    "initiatives": "/insatser?theme=integration",
    "initiatives-of-region": "/insatser?region=Dalarna",
    "regions-compared": "/jamfor?region=Dalarna&region=V%C3%A4rmland&theme=jamstalldhet",
    "compare": "/jamfor?region=Dalarna",
    "empty-list": "/min-lista",
    "matrix": "/matris?q=elkapacitet",
    "documents": "/dokument",
    "document": "/dokument/orebro-2023",
    "searched": "/dokument/orebro-2023?q=validering",
    "about": "/om",
    "reading": "/sa-laser-du-svaren",
    "accessibility": "/tillganglighet",
    "api": "/docs",
    "missing": "/insatser/finns-inte",
}


def find_places(client: TestClient) -> dict[str, str]:
    """Give the addresses above, and those of pages whose ids only the index knows."""
    [region, *_] = client.get("/v1/answer", params={"q": QUESTION}).json()["regions"]
    told = region["evidence"][0]
    listed = client.get("/v1/initiatives", params={"theme": "jamstalldhet", "limit": 3}).json()["items"]
    ids = urlencode([("id", each["id"]) for each in listed])
    return {
        **PLACES,
        "initiative": f"/insatser/{told['initiative_id']}",
        "compared": f"/jamfor?{ids}",
        "list": f"/min-lista?{ids}&id={told['passage_id']}&id=borta-1",
        "page": f"/dokument/{told['document']}/sidor/{told['page']}?passage={told['passage_id']}&start=5&end=60",
    }
