"""The stylesheet for texts in the admin follows the public one, and is confined to texts."""

import re


def test_texts_in_the_admin_take_the_public_rules_and_no_other_element_does(client):
    answer = client.get("/admin/text.css")
    assert answer["Content-Type"].startswith("text/css")
    assert "no-cache" in answer["Cache-Control"]
    rules = re.sub(r"@font-face \{.*?\}", "", answer.text, flags=re.DOTALL).strip()

    scope, inside = rules.split("{", 1)
    assert scope.strip() == ".prose:not(#none#none)"
    for part in (
        "blockquote {",
        "figcaption {",
        "& caption {",
        "--paper: #fffdf8",
        "--paper: #191815",
    ):
        assert part in inside, part
    # A selector of the whole page, or a size that counts from the admin's own root.
    assert not re.search(r"(^|[\s,}])(:root|html|body)(?!\[|:)[\s,{]", inside)
    assert set(re.findall(r"[\d.]+rem\b", re.sub(r"@media[^{]*", "", inside))) == {
        "1rem",
        "1.0625rem",
    }


def test_an_unchanged_stylesheet_is_not_sent_again(client):
    tag = client.get("/admin/text.css")["ETag"]
    assert client.get("/admin/text.css", headers={"if-none-match": tag}).status_code == 304
