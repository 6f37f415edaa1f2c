"""The demo content: it has what the organisation's current site shows, and its addresses redirect."""

import re

import pytest

from blog.models import Post
from partners.models import Organisation
from projects.models import Project

pytestmark = pytest.mark.django_db

PROJECTS = {
    *("investech", "degrebe", "mediamotor-europe", "go-green", "opic", "et4s"),
    *("skills4cities", "fight-climate-change", "digiskill-retail", "xd-media-hub"),
}
ORGANISATIONS = {
    *("cluster-sofia-knowledge-city", "tues", "jic-bas", "technical-university-of-kosice"),
    *("cyric", "kmtp", "ncsr-demokritos", "vrt", "media-city-bergen", "thermi-business-incubator"),
    *("athens-technology-center", "fasttrack", "f6s", "techniek-college-rotterdam"),
    *("politeknika-ikastegia-txorierri", "iiek-delta", "idec", "ciofs-fp", "future-media-hubs"),
    *("inova-ria", "tu-sofia", "ibs", "ceed", "kismc", "ciela-norma", "david-holding"),
    *("euroconsultants-bulgaria", "touchpoint", "evic", "legrand-bulgaria", "aikb"),
    *("innobiz-academy", "invest-sofia", "sofia-tech-park", "sofia-municipality"),
    *("innovative-sofia", "via-expo", "investor-media-group", "gaia", "ecqa"),
    *("aries-transilvania", "hoen", "dsp-valley", "fdko", "social-enterprise-4-all"),
    *("university-of-deusto", "inqubator-leeuwarden", "central-office-retail"),
    *("aalborg-green-hub", "amec-es", "bayern-innovativ", "tice", "scic", "smartcitytech"),
    *("itri", "taitra", "eccp", "esca"),
}

OLD = {
    "/en/news/355-skills4cities-en": "/en/news/smart-skills-for-smarter-cities-begins/",
    "/bg/novini/355-skills4cities-en": "/en/news/smart-skills-for-smarter-cities-begins/",
    "/en/blog/690-a-trainers-gude-for-apprentices": "/en/blog/a-green-skills-trainers-guide-for-apprentices/",
    "/en/blog/696-chlenstvo-v-future-media-hubs-2": "/en/blog/membership-in-future-media-hubs/",
    "/en/blog/788-tues": "/en/blog/presentation-of-one-bg-project-partner/",
    "/en/blog/624-dep": "/en/blog/digital-educational-package/",
    "/en/blog/575-six-years": "/en/blog/how-the-cluster-began/",
    "/en/blog/631-digiskill": "/en/blog/learning-in-small-bites-what-digiskill-retail-prepares/",
    "/en/blog/384-et4s": "/en/blog/five-clusters-one-door/",
    "/bg/blog/373-smart-by-design": "/bg/blog/umni-po-zamisal/",
    "/en/news/131-forum": "/en/events/a-forum-on-tsar-kaloyan-street/",
    "/bg/novini/130-forum": "/bg/sabitia/forum-na-ulitsa-tsar-kaloyan/",
    "/bg/novini/138-nowina": "/bg/novini/dogovor-za-rastezh/",
    "/en/news/247-the-start-of-h2020-project-is-comming": "/en/news/mediamotor-europe-begins/",
    "/en/news/264-partners": "/en/news/who-drives-mediamotor-europe/",
    "/bg/novini/263-partnyori": "/bg/novini/koi-karat-mediamotor-europe/",
    "/en/news/306-call": "/en/news/eighty-six-at-the-start/",
    "/en/news/352-et4s": "/en/news/et4s-opens-doors-outside-europe/",
    "/en/news/562-itri": "/en/news/a-memorandum-with-itri/",
    "/en/news/566-satrudnichestvo-s-taitra-3": "/en/news/two-days-for-taiwan/",
    "/en/events/736-first-national-workshop": "/en/events/invitation-to-the-investech-workshop/",
    "/en/news/577-zapis-2": "/en/events/the-cluster-is-six/",
    "/en/news/598-end": "/en/news/skills4cities-is-complete/",
    "/en/news/633-digiskill": "/en/news/digital-skills-for-the-shop/",
    "/en/news/643-inova": "/en/news/agreement-with-inova-ria/",
    "/en/news/660-bilbao": "/en/news/go-green-study-visit-to-bilbao/",
    "/en/news/687-xd": "/en/news/xd-media-hub-meets-in-sofia/",
    "/en/news/698-smartcitytech": "/en/news/smartcitytech-eleven-clusters/",
    "/en/news/701-kick-off": "/en/news/investech-has-begun/",
    "/en/news/740-workshop": "/en/news/first-national-investech-workshop/",
    "/en/news/692-participation-in-europe-2025": "/en/news/",
    "/en/news/762-unknown-here": "/en/news/",
    "/en/blog/112-unknown-here": "/en/blog/",
    "/bg/blog/57-unknown-here": "/bg/blog/",
    "/bg/novini/15-unknown-here": "/bg/novini/",
    "/bg/novini/222-unknown-here": "/bg/novini/",
    "/en/events/1-unknown-here": "/en/events/",
    "/en/blog?start=4": "/en/blog/",
    "/en/blog?start=68": "/en/blog/",
    "/en/news?start=168": "/en/news/",
    "/bg/blog?start=32": "/bg/blog/",
    "/bg/novini?start=42": "/bg/novini/",
    "/en/events": "/en/events/",
    "/en/events?start=2": "/en/events/",
    "/en/blog": "/en/blog/",
    "/bg/novini": "/bg/novini/",
    "/en/membership": "/en/membership/",
    "/bg/chlenstvo": "/bg/chlenstvo/",
    "/en/knowledge-city": "/en/knowledge-city/",
    "/bg/grad-na-znanieto": "/bg/grad-na-znanieto/",
    "/en/knowledge-city/mision-vision": "/en/knowledge-city/mission-and-vision/",
    "/bg/grad-na-znanieto/misiya-i-viziya": "/bg/grad-na-znanieto/misia-i-vizia/",
    "/en/knowledge-city/why-a-cluster": "/en/knowledge-city/why-a-cluster/",
    "/bg/grad-na-znanieto/zashto-klaster": "/bg/grad-na-znanieto/zashto-klaster/",
    "/en/about-us/board-of-experts": "/en/about-us/board-of-experts/",
    "/bg/za-klastera/programen-savet": "/bg/za-klastera/programen-savet/",
}


def test_the_ten_projects_and_every_organisation_are_there():
    assert set(Project.objects.values_list("slug", flat=True)) == PROJECTS
    assert set(Organisation.objects.values_list("slug", flat=True)) == ORGANISATIONS


def test_old_addresses_lead_on_in_one_hop(client):
    assert len(OLD) >= 40
    found = {}
    for path in OLD:
        answer = client.get(path)
        found[path] = answer["Location"]
        # An article that is not here leads to its list, for as long as it is not here.
        is_guess = re.search(r"/\d+-", path) and found[path].count("/") == 3
        assert answer.status_code == (302 if is_guess else 301), path
        assert client.get(found[path]).status_code == 200, path
    assert found == OLD


def test_the_list_is_long_enough():
    shown = Post.objects.published()
    for language in ("en", "bg"):
        assert shown.filter(language=language, kind="news").count() >= 18
        assert shown.filter(language=language, kind="publication").count() >= 11
        assert shown.filter(language=language, kind="event").count() == 7
