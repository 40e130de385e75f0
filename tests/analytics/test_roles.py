"""Who speaks, who is the source, who is only mentioned."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.entities import Recogniser
from analytics.entities.merging import Entity, Surface
from analytics.entities.roles import with_roles


def roles_in(recogniser: Recogniser, text: str, lang: str, title: str = "") -> dict[str, str]:
    return {
        entity.name: entity.role
        for entity in recogniser.entities(title, text, lang=lang, own_names=["Хазар-Информ", "Xəzər-İnform"])
        if entity.kind != "LOC"
    }


@pytest.mark.parametrize(
    ("text", "speaks", "mentioned"),
    [
        ("Начальник службы Рауф Меликзаде уточнил, что все они войдут в квоту.", "Рауф Меликзаде", ""),
        ("«Мы обсуждаем сроки», - сказал Арман Сейтказиев журналистам.", "Арман Сейтказиев", ""),
        ("«Срок пропустили», - вздыхает инспектор Эльданиз Кафаров.", "Эльданиз Кафаров", ""),
        ("По словам Наргиз Эфендизаде, первые места заняты.", "Наргиз Эфендизаде", ""),
        ("Закон представила Гюнай Рустамханова. По ее словам, он готов.", "Гюнай Рустамханова", ""),
        (
            "Посол Томас Вельдерс рассказал о встрече с Эльшаном Талыблы.",
            "Томас Вельдерс",
            "Эльшан Талыблы",
        ),
        ("Все в порядке, сообщил журналистам замминистра связи Сергей Тюрин.", "Сергей Тюрин", ""),
        ("– Мы заслужили больше, – сказал после матча главный тренер «Нефтчи» Горан Петров.", "Горан Петров", ""),
        ("Эксперт Елена Витальевна Гейн считает, что моря мало.", "Елена Гейн", ""),
        ("На церемонии выступила директор музея Ирада Гаибова, отметившая, что зал открыт.", "Ирада Гаибова", ""),
        ("Посол Мартин Грюндаль направил Совету письмо, в котором призвал стороны к миру.", "Мартин Грюндаль", ""),
        ("Глава военного комитета Роб Бауэр огласил намерения, заявив о необходимости ударов.", "Роб Бауэр", ""),
        (
            "Армения пока не заявляла о выходе и поддерживает все документы саммита организации — Владимир Назаров",
            "Владимир Назаров",
            "",
        ),
        (
            "Вторую премию вручили ветерану сцены, о котором сказал Рауф Азизов, — Эльману Сафарову.",
            "Рауф Азизов",
            "Эльман Сафаров",
        ),
        (
            "Об этом рассказал Рауф Азизов. По его словам, трое горожан - Эльман Сафаров и другие - уехали.",
            "Рауф Азизов",
            "Эльман Сафаров",
        ),
        (
            "Как сообщал Эмин Набиев, прежний командующий Рауф Азизов был снят с должности.",
            "Эмин Набиев",
            "Рауф Азизов",
        ),
        ("Россия ответит на удары по своим объектам, — Владимир Назаров.", "Владимир Назаров", ""),
        (
            "Об угрозе сказал посол Анвар Тагизаде. Турист Эмин Набиев погиб. Дипломат также попросил родных звонить.",
            "Анвар Тагизаде",
            "Эмин Набиев",
        ),
        (
            "Глава района Эльман Сафаров на вопросы не отвечал, сообщил депутат Рауф Азизов.",
            "Рауф Азизов",
            "Эльман Сафаров",
        ),
        ("По словам жителей, глава района Эльман Сафаров уехал, отметил Рауф Азизов.", "Рауф Азизов", "Эльман Сафаров"),
        ("Судья Амит Мехта признал компанию монополией, заявил адвокат Рауф Азизов.", "Рауф Азизов", "Амит Мехта"),
        ("Фермер Ислам Бабаев зерно не продает: заготовители дают мало.", "Ислам Бабаев", ""),
    ],
)
def test_who_speaks_in_russian(recogniser: Recogniser, text: str, speaks: str, mentioned: str) -> None:
    found = roles_in(recogniser, text, "ru")
    assert found[speaks] == "speaks"
    if mentioned:
        assert found[mentioned] == "mentioned"


@pytest.mark.parametrize(
    ("text", "lang", "name", "role"),
    [
        ("Об этом сообщили «Хазар-Информ» в ГМС.", "ru", "Государственная миграционная служба Азербайджана", "source"),
        ("По данным Госкомстата, цены выросли.", "ru", "Государственный комитет по статистике Азербайджана", "source"),
        ("Беспилотники сбиты ночью, сообщило Минобороны.", "ru", "Министерство обороны Азербайджана", "source"),
        ("Беспилотники сбиты ночью, сообщило Минобороны РФ.", "ru", "Министерство обороны России", "source"),
        ("В начале октября Reuters в письме регулятору сообщил, что банки обеспокоены.", "ru", "Reuters", "source"),
        ("У посольства слышна стрельба, — Reuters со ссылкой на свидетелей.", "ru", "Reuters", "source"),
        ("Таганский суд оштрафовал Telegram за отказ, сообщили в пресс-службе суда.", "ru", "Telegram", "mentioned"),
        ("Налоги снизят, заявила в четверг Европейская ассоциация банков.", "ru", "Европейская ассоциация банков", "source"),
        ("Полярники вышли, сообщает пресс-служба Арктического института.", "ru", "Арктический институт", "source"),
        ("Договор готов, пишет агентство Reuters. Ранее о нём сообщал Bloomberg.", "ru", "Bloomberg", "source"),
        ("Ждать вернётся, – пишет в Handelsblatt обозреватель Томас Кох.", "ru", "Handelsblatt", "source"),
        ("Пассажиры летят из Баку, рассказал Reuters представитель порта.", "ru", "Reuters", "source"),
        ("Рабочие возвращаются домой из компании «Нефтемонтаж». В самой компании заявили, что заплатят.", "ru", "Нефтемонтаж", "source"),
        ("Начальник ГМС Рауф Меликзаде уточнил срок.", "ru", "Государственная миграционная служба Азербайджана", "mentioned"),
        ("Дом стоит напротив ГМС.", "ru", "Государственная миграционная служба Азербайджана", "mentioned"),
        (
            "Dövlət Miqrasiya Xidmətindən “Xəzər-İnform”a bildirilib ki, qayda dəyişir.",
            "az",
            "Государственная миграционная служба Азербайджана",
            "source",
        ),
        ("Xidmətin rəisi Rauf Məlikzadə bildirib ki, qayda dəyişir.", "az", "Rauf Məlikzadə", "speaks"),
        ("Elşən Talıblı misirli həmkarı ilə telefonda danışıb.", "az", "Elşən Talıblı", "mentioned"),
        ("The form changes, the State Migration Service said.", "en", "Государственная миграционная служба Азербайджана", "source"),
        ('"It is done," said Rauf Malikzade, who runs the office.', "en", "Rauf Malikzade", "speaks"),
        ("Minister Ziya Kamranov watched the final stage.", "en", "Ziya Kamranov", "mentioned"),
        ("Принял гостей посол Рауф Меликзаде. Посол, в свою очередь, предложил другой день.", "ru", "Рауф Меликзаде", "speaks"),
        ("Министр Рауф Меликзаде принял посла Италии Эльшана Талыблы.\nМинистр отметил рост.", "ru", "Рауф Меликзаде", "speaks"),
        ("Министр Рауф Меликзаде принял посла Италии Эльшана Талыблы.\nМинистр отметил рост.", "ru", "Эльшан Талыблы", "mentioned"),
        ("Рауф Меликзаде в интервью МЧС сказал, что все готово.", "ru", "Министерство по чрезвычайным ситуациям Азербайджана", "mentioned"),
        ("В МЧС это не прокомментировали.", "ru", "Министерство по чрезвычайным ситуациям Азербайджана", "mentioned"),
        ("В сообщении МЧС говорится о пожаре.", "ru", "Министерство по чрезвычайным ситуациям Азербайджана", "source"),
        ("Статистику обнародовал Минфин.", "ru", "Министерство финансов Азербайджана", "source"),
        ("Министр поблагодарил руководство МЧС.", "ru", "Министерство по чрезвычайным ситуациям Азербайджана", "mentioned"),
        ("Об этом говорится в распространенном МЧС сообщении.", "ru", "Министерство по чрезвычайным ситуациям Азербайджана", "source"),
        ("Рауф Меликзаде ранее заявлял об очередях.", "ru", "Рауф Меликзаде", "speaks"),
        ("Фермер Рауф Меликзаде вздохнул.\n- Такого не бывало и при Эльшане Талыблы, - говорит он.", "ru", "Эльшан Талыблы", "mentioned"),
        ("Фермер Рауф Меликзаде показал поле.\n- Такого не бывало и при Эльшане Талыблы, - говорит он.", "ru", "Рауф Меликзаде", "speaks"),
        ("В ГМС рассчитывают на новый закон.", "ru", "Государственная миграционная служба Азербайджана", "source"),
        ("Представитель ГМС полковник Рауф Меликзаде выразил опасение.", "ru", "Государственная миграционная служба Азербайджана", "mentioned"),
        ("Rauf Məlikzadənin “Xəzər-İnform”a dediyinə görə, qayda dəyişir.", "az", "Rauf Məlikzadə", "speaks"),
        ("The State Tax Service under the Ministry of Economy has said so.", "en", "Государственная налоговая служба Азербайджана", "source"),
        ("The State Tax Service under the Ministry of Economy has said so.", "en", "Министерство экономики Азербайджана", "mentioned"),
        ("О кончине сообщила Ассоциация хирургов Узбекистана.\nБорис Петровский работал с ним.", "ru", "Ассоциация хирургов Узбекистана", "source"),
        ("Дороги откроют к утру, прогнозируют в Росгидромете.", "ru", "Росгидромет", "source"),
        ("Осадков станет больше, указано в протоколе, который опубликовала Азербайджанская водная комиссия.", "ru", "Азербайджанская водная комиссия", "source"),
        ("Шесть из десяти делят отпуск на части, показал опрос ВЦИОМ.", "ru", "ВЦИОМ", "source"),
        ("Конгрессу отправят документ, узнал портал Axios.", "ru", "Axios", "source"),
        ("Генпрокуратура Грузии объявила о раскрытии схемы.", "ru", "Генеральная прокуратура Грузии", "source"),
        ("Сумма смехотворная, возразила с трибуны Нино Церетели.", "ru", "Нино Церетели", "speaks"),
        ("«Нам загородят море», — коротко формулирует претензии активистка Тамар Беридзе.", "ru", "Тамар Беридзе", "speaks"),
        ("Рынок сложный, — разводит руками адвокат Казбек Ахильдиев.", "ru", "Казбек Ахильдиев", "speaks"),
        ("Серик Молдабеков проснулся от звона посуды. «Выскочили кто в чем», — вспоминает мужчина.", "ru", "Серик Молдабеков", "speaks"),
        ("Музыку к опере написал Даниил Орлов.", "ru", "Даниил Орлов", "mentioned"),
        ("Продавать свою долю он не мог, рассказал он Bloomberg.", "ru", "Bloomberg", "source"),
        ("Каждый четвертый клиент МФО заявил, что ему не хватит денег.", "ru", "МФО", "mentioned"),
        ("После игры она написала в Instagram: «Ноги не мои».", "ru", "Instagram", "mentioned"),
        ("«Нам помогут», — сказал генеральный секретарь НАТО.", "ru", "НАТО", "mentioned"),
        ("Губернатор Егор Плетнёв поручил своему заместителю выехать на место.", "ru", "Егор Плетнёв", "mentioned"),
        ("Спикер ответил на критику посла Йоханны Линдгрен, которая накануне выразила обеспокоенность.", "ru", "Йоханна Линдгрен", "speaks"),
        ("О сделке первым написал Forbes Kazakhstan со ссылкой на документы.", "ru", "Forbes Kazakhstan", "source"),
        ("Такие планы озвучил, прилетев в Баку, министр энергетики Димитр Стоев.", "ru", "Димитр Стоев", "speaks"),
        ("Водитель, 52-летний Марат Хабибуллин, скончался на месте, уточнили в областной полиции.", "ru", "Марат Хабибуллин", "mentioned"),
        ("Директор Бехзод Мусаев на встрече с послом Кимом Дон Хуном выразил надежду на рост квоты.", "ru", "Бехзод Мусаев", "speaks"),
        ("Министр Тамаз Квирикадзе поблагодарил Абуладзе за работу. Лаша Абуладзе уходит.", "ru", "Лаша Абуладзе", "mentioned"),
        ("Дарья Кольцова выиграла скиатлон, упала Анастасия Фалеева. — Я терпела до конца, — сказала победительница.", "ru", "Дарья Кольцова", "speaks"),
    ],
)  # fmt: skip
def test_sources_and_speakers_in_three_languages(
    recogniser: Recogniser, text: str, lang: str, name: str, role: str
) -> None:
    assert roles_in(recogniser, text, lang)[name] == role


@pytest.mark.parametrize(
    ("text", "lang", "name", "role"),
    [
        ("Рамин Ширинли принял министра. Глава ведомства поблагодарил его за помощь.", "ru", "Рамин Ширинли", "speaks"),
        ("Кардиолог Рамин Ширинли поставил стент. «Успели за час», - рассказал врач.", "ru", "Рамин Ширинли", "speaks"),
        ("Рамин Ширинли доложил, что дорога открыта.", "ru", "Рамин Ширинли", "speaks"),
        ("Рамин Ширинли узнал, что дорога открыта.", "ru", "Рамин Ширинли", "mentioned"),
        ("Задержан Рамин Ширинли. Глава муниципалитета признал вину.", "ru", "Рамин Ширинли", "mentioned"),
        ("Госкомстат вел перепись. По данным ведомства, цены выросли.", "ru", "Государственный комитет по статистике Азербайджана", "source"),
        ("Ахунд Рамин Ширинли долго молчал. «Пусть каждый решает сам, без нас». Потом все разошлись.", "ru", "Рамин Ширинли", "speaks"),
        ("Представители Всемирного банка дали высокую оценку работе.", "ru", "Всемирный банк", "source"),
        ("Müəllim Rəhilə Bayramova hər il qonaq gözləyir: “Yenə gələcəklər”.", "az", "Rəhilə Bayramova", "speaks"),
        ("Rəhilə Bayramova işlərin vaxtında bitəcəyini, yolun açılacağını söyləyir.", "az", "Rəhilə Bayramova", "speaks"),
        ("Qaydanı Dövlət Miqrasiya Xidməti hazırlayıb. Xidmətin sözlərinə görə, növbə azalacaq.", "az", "Государственная миграционная служба Азербайджана", "source"),
        ("İclası nazir Rəhilə Bayramova açıb. Nazir yolların bu il təmir olunacağını bildirib.", "az", "Rəhilə Bayramova", "speaks"),
        ('"Two is good," smiled head coach Ramin Shirinli.', "en", "Ramin Shirinli", "speaks"),
        ("Prices will fall, reckons the State Migration Service.", "en", "Государственная миграционная служба Азербайджана", "source"),
        ("Ramin Shirinli opened the session. The minister warned that rains were near.", "en", "Ramin Shirinli", "speaks"),
        ("A dispatcher, Ramin Shirinli, told reporters that the line was open.", "en", "Ramin Shirinli", "speaks"),
        ("Rəhilə Bayramova həmişə təkrar edirdi ki, vaxt yoxdur.", "az", "Rəhilə Bayramova", "speaks"),
        ("Səhiyyə Nazirliyinin Milli Qida Xidmətindən bildirilib ki, yağış yağacaq.", "az", "Səhiyyə Nazirliyinin Milli Qida Xidməti", "source"),
        ("The ship run by UNESCO told the crew to wait.", "en", "ЮНЕСКО", "mentioned"),
        ("UNESCO adds a route to its list.", "en", "ЮНЕСКО", "mentioned"),
        ("An adviser to UNESCO has warned of it.", "en", "ЮНЕСКО", "mentioned"),
        ("Rates fell, Yonhap reported, citing an official at the Finance Ministry in Seoul.", "en", "Министерство финансов Азербайджана", "source"),
        ("Rivers warm, according to a study published on Monday in the journal Science.", "en", "Science", "source"),
        ("Isaac Demien, 44, a fisherman in Galena, said elders knew.", "en", "Isaac Demien", "speaks"),
        ("Police arrested Isaac Demien, a resident of Lagos, police said.", "en", "Isaac Demien", "mentioned"),
        ('"No," said Isaac Demien, who lost his brother Filmon.', "en", "Filmon", "mentioned"),
        ("The driver, Isaac Demien, 58, has not been cited.", "en", "Isaac Demien", "mentioned"),
        ("Isaac Demien left the hall in protest, calling the bill \"a padlock\", saying it was late.", "en", "Isaac Demien", "speaks"),
        ("Isaac Demien added five blocks and wrote two operas.", "en", "Isaac Demien", "mentioned"),
        ("Isaac Demien did not respond to a request for comment.", "en", "Isaac Demien", "mentioned"),
        ("No ransom was paid, insisted Defence Minister Isaac Demien.", "en", "Isaac Demien", "speaks"),
        ("In Isaac Demien's view, the sea will dry up.", "en", "Isaac Demien", "speaks"),
        ("Isaac Demien held on for a draw. \"I had no legs left at all,\" the left-hander said.", "en", "Isaac Demien", "speaks"),
        ("Ramin Shirinli thanked Isaac Demien. \"He saved us,\" he said.", "en", "Isaac Demien", "mentioned"),
        ("Ramin Shirinli and Isaac Demien met in Baku. The ministers stressed the need for talks.", "en", "Isaac Demien", "speaks"),
        ("Isaac Demien of the State Migration Service told reporters to wait.", "en", "Государственная миграционная служба Азербайджана", "mentioned"),
        ("Talks are near, the Harbour Chronicle reported, citing two envoys.", "en", "Harbour Chronicle", "source"),
        ("A deal is close, the Zirva agency writes.", "en", "Zirva", "source"),
        ("Ramin Shirinli was convicted of hitting an officer, Isaac Demien. He denied it in court.", "en", "Isaac Demien", "mentioned"),
        ("Aygun Karimova opened the hall. Isaac Demien sat beside her. \"We waited long,\" she said.", "en", "Isaac Demien", "mentioned"),
        ('"Isaac Demien promised us a road and a bridge," said Ramin Shirinli.', "en", "Isaac Demien", "mentioned"),
        ("Isaac Demien has no say in school matters.", "en", "Isaac Demien", "mentioned"),
        ("Isaac Demien cut the ribbon and said the road was safe.", "en", "Isaac Demien", "speaks"),
        ("Asked by Isaac Demien whether rain was near, Ramin Shirinli replied: \"Ask the sky.\"", "en", "Isaac Demien", "mentioned"),
        ("Greenpeace has never confirmed the plan.", "en", "Гринпис", "mentioned"),
        ("Its depth was put at ten kilometres by UNESCO.", "en", "ЮНЕСКО", "source"),
        ("TASS quoted UNESCO as saying the roof was safe.", "en", "ЮНЕСКО", "source"),
        ("A Frontex plane saw the smoke. Nobody was hurt, the agency wrote in a note.", "en", "Фронтекс", "source"),
        ("Official figures from UNESCO are due on Friday.", "en", "ЮНЕСКО", "mentioned"),
        ("UNESCO sees no point in the toll, director Isaac Demien said on Monday.", "en", "ЮНЕСКО", "mentioned"),
        ("UNESCO özünün “Qala” (QLA) layihəsini dəstəkləyir. Rauf Məlikzadə həmkarı Ramin Şirinli ilə gəlib. O, yolun açılacağını deyib.", "az", "Ramin Şirinli", "mentioned"),
        ("Şəhər Məhkəməsində hökm oxunub. Məhkəmədən verilən məlumata görə, cəza şərtidir.", "az", "Şəhər Məhkəməsi", "source"),
        ("YUNESKO-nun beş məktəbdə apardığı ölçmələr belə nəticə verib.", "az", "ЮНЕСКО", "source"),
        ("Yağış, Si-En-En-in məlumatına görə, güclənəcək.", "az", "Si-En-En", "source"),
        ("Prices will fall, Goldman Sachs said in a note.", "en", "Goldman Sachs", "source"),
        ("A spokesman for Ardmore Capital said prices would fall.", "en", "Ardmore Capital", "source"),
        ("The Port of Rotterdam said ships were late.", "en", "Port of Rotterdam", "source"),
        ("The road will reopen, Oyunchimeg Batbold promised.", "en", "Oyunchimeg Batbold", "speaks"),
        ("Samsung launched two projects in Seoul.", "en", "Samsung", "mentioned"),
        ("The State Migration Service moved house. \"The queue is gone,\" it said.", "en", "Государственная миграционная служба Азербайджана", "source"),
        ("A survey of the State Migration Service shows that queues are shorter.", "en", "Государственная миграционная служба Азербайджана", "source"),
        ("Goldman Sachs has cut its forecast for the spring.", "en", "Goldman Sachs", "source"),
        ("Analysts at Goldman Sachs see prices easing.", "en", "Goldman Sachs", "source"),
        ("Goldman Sachs is more cautious: its note speaks of risks.", "en", "Goldman Sachs", "source"),
        ("The State Migration Service's claim that the queue is gone is false.", "en", "Государственная миграционная служба Азербайджана", "source"),
        ("The State Migration Service' district group told reporters to wait.", "en", "Государственная миграционная служба Азербайджана", "source"),
        ("The plan was condemned by the State Migration Service.", "en", "Государственная миграционная служба Азербайджана", "source"),
        ("Green group Zirvana called the plan a gift.", "en", "Zirvana", "source"),
        ("Zirva.az reported that the road was shut.", "en", "Zirva.az", "source"),
        ("Isaac Demien declared a state of emergency.", "en", "Isaac Demien", "mentioned"),
        ("Isaac Demien briefed the guests on the plans.", "en", "Isaac Demien", "speaks"),
        ("Isaac Demien briefed his allies behind closed doors.", "en", "Isaac Demien", "mentioned"),
        ("Its spokesman, Archpriest Isaac Demien, has told the press.", "en", "Isaac Demien", "speaks"),
        ("Secretary General of the Council of Europe Isaac Demien said he was worried.", "en", "Isaac Demien", "speaks"),
        ("Prof Isaac Demien of Baku State University called the result odd.", "en", "Isaac Demien", "speaks"),
    ],
)  # fmt: skip
def test_offices_pronouns_and_quotations_stand_for_names(
    recogniser: Recogniser, text: str, lang: str, name: str, role: str
) -> None:
    assert roles_in(recogniser, text, lang)[name] == role


@pytest.mark.parametrize(
    ("text", "lang", "sources"),
    [
        ("Совместное заявление распространили Генеральная прокуратура, МВД и Госкомстат.", "ru", 3),
        ("Представитель Министерства финансов возразил: часть замечаний устранена.", "ru", 1),
        ("Министр спорта Рамин Ширинли поблагодарил руководство МОК за поддержку.", "ru", 0),
        ("A spokesman for the State Migration Service said the queue was gone.", "en", 1),
        ("“Azərbaycan Dəmir Yolları”nın satış xidmətindən bildirilib ki, biletlər satılıb.", "az", 1),
    ],
)
def test_how_many_bodies_are_sources(recogniser: Recogniser, text: str, lang: str, sources: int) -> None:
    assert list(roles_in(recogniser, text, lang).values()).count("source") == sources


def test_a_minister_without_a_name_is_the_one_in_the_nominative(recogniser: Recogniser) -> None:
    text = "Министр Рамин Ширинли принял делегацию во главе с заместителем министра Эльшаном Талыблы. Министр предложил помощь."
    found = roles_in(recogniser, text, "ru")
    assert (found["Рамин Ширинли"], found["Эльшан Талыблы"]) == ("speaks", "mentioned")


def test_a_colon_behind_the_first_name_of_a_title_is_speech(recogniser: Recogniser) -> None:
    found = roles_in(recogniser, "Служба подвела итоги.", "ru", title="Рауф Меликзаде: Очередей больше нет")
    assert found["Рауф Меликзаде"] == "speaks"


def test_a_ministry_without_a_state_is_the_home_state_s(recogniser: Recogniser) -> None:
    home = roles_in(recogniser, "В Баку открыли школу. Об этом сообщили в Министерстве экономики.", "ru")
    assert list(home) == ["Министерство экономики Азербайджана"]
    abroad = roles_in(recogniser, "В Польше открыли школу. Об этом сообщили в Министерстве экономики.", "ru")
    assert list(abroad) == ["Министерство экономики"]


@pytest.mark.parametrize(
    ("text", "speak", "silent"),
    [
        ("İqtisadçı Rəşad Qasımlı problemin kökünü rəqabətin azlığında görür.", "Rəşad Qasımlı", ""),
        ("Rektor Nigar Sadıqlı imtahanın təxirə salındığını təsdiqləyib.", "Nigar Sadıqlı", ""),
        ("Bunu Xarkov vilayətinin rəhbəri Andriy Lısko Telegram kanalında yazıb.", "Andriy Lısko", ""),
        ("Yazıçı Rəşad Qasımlı yeni roman yazıb.", "", "Rəşad Qasımlı"),
        ("Vəkil Nigar Sadıqlı zənglərimizi cavablandırmayıb.", "", "Nigar Sadıqlı"),
        ("Hökmü hakim Nigar Sadıqlı elan edib.", "", "Nigar Sadıqlı"),
        ("Anası Nigar Sadıqlı polisə müraciət edib.", "", "Nigar Sadıqlı"),
        ("Təşkilatın direktoru Hanna Lindqvistin sözləriylə desək, vaxt azdır.", "Hanna Lindqvist", ""),
        ("Hökumətin mətbuat katibi Katrin Olsner Berlində bildirib ki, qərar hazırdır.", "Katrin Olsner", ""),
        ("“Polsat” telekanalının süjetinə əsasən, körpü bağlanıb.", "Polsat", ""),
        ("“Merkury” bankının analitikləri hesab edirlər ki, qiymət qalxacaq.", "Merkury", ""),
        ("Xəbəri ilk yayan “Naşe Slovo” saytı oldu.", "Naşe Slovo", ""),
        (
            "Xidmətin rəisi Rəşad Qasımlı “Rosneft” şirkətinə xəbərdarlıq edib ki, vaxt bitir.",
            "Rəşad Qasımlı",
            "Роснефть",
        ),
        ("Şərhçi deyir ki, redaktoru Nigar Sadıqlı mətni qısaltmağı xahiş edib.", "", "Nigar Sadıqlı"),
        ("Nigar Sadıqlı haqqında jurnalist Rəşad Qasımlı danışıb.", "Rəşad Qasımlı", "Nigar Sadıqlı"),
        ("Gürcüstan DİN-in yaydığı açıqlamada yolun bağlandığı bildirilir.", "Министерство внутренних дел Грузии", ""),
        ("UNESCO narahatlığını ifadə edib.", "ЮНЕСКО", ""),
        ("Müttəhim Rəşad Qasımlı özünü təqsirli bilməyib.", "Rəşad Qasımlı", ""),
        ("NASA asteroidin Yerə yaxınlaşdığını bildirib.", "NASA", ""),
        ("Ağ Ev görüşün gələn həftə keçiriləcəyini təsdiqləyib.", "Белый дом", ""),
        ("İqtisadçı Rəşad Qasımlıya görə, qiymətlər sabit qalacaq.", "Rəşad Qasımlı", ""),
        ("Kapitan Rəşad Qasımlı azarkeşlərə səslənib.", "Rəşad Qasımlı", ""),
        ("Direktor Nigar Sadıqlı qonaqlara layihə haqqında məlumat təqdim edib.", "Nigar Sadıqlı", ""),
        ("Səfir Nigar Sadıqlı xalqa təbrik ünvanlayıb.", "Nigar Sadıqlı", ""),
        ("Futbolçunun agenti Luis Ferran Domeneç danışıqları təsdiq etdiyini deyib.", "Luis Ferran Domeneç", ""),
        ("Kraliça Universitetinin 12 min nəfər üzərində apardığı tədqiqat bunu göstərib.", "Kraliça Universiteti", ""),
        ("“Həkim Rəşad Qasımlı mənə baxıb keçib gedər dedi, sonra zəng edib üzr istədi”.", "", "Rəşad Qasımlı"),
        ("Rəşad Qasımlı qəzada yaralanıb, bunu qardaşı bildirib.", "", "Rəşad Qasımlı"),
        ("Rəşad Qasımlı xəstəxanadadır, çünki yıxılıb, həkimlər halının ağır olduğunu deyiblər.", "", "Rəşad Qasımlı"),
        ("Anası Nigar Sadıqlı yanğın barədə polisə məlumat verib.", "", "Nigar Sadıqlı"),
    ],
)
def test_azerbaijani_speech(recogniser: Recogniser, text: str, speak: str, silent: str) -> None:
    found = roles_in(recogniser, text, "az")
    assert [name for name, role in found.items() if role != "mentioned"] == ([speak] if speak else [])
    assert not silent or found[silent] == "mentioned"


@given(
    before=st.text(max_size=80),
    name=st.text(min_size=1, max_size=20),
    after=st.text(max_size=80),
    lang=st.sampled_from(["ru", "az", "en"]),
    kind=st.sampled_from(["PER", "ORG", "LOC"]),
)
def test_roles_of_any_text_keep_every_entity(before: str, name: str, after: str, lang: str, kind: str) -> None:
    surface = Surface("text", len(before), len(before) + len(name), name)
    entity = Entity(f"{kind}:x", kind, name, (surface,))
    (found,) = with_roles([entity], {"title": "", "text": before + name + after}, lang=lang)
    assert (found.entity_id, found.surfaces) == (entity.entity_id, entity.surfaces)
    assert found.role in ("speaks", "source", "mentioned")


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Срок подачи заявок продлен до конца мая — Reuters", "source"),
        ("⚡️Reuters: срок подачи заявок продлен", "source"),
        ("Стали известны составы команд «Карабах» — «Reuters»", "mentioned"),
    ],
)
def test_a_title_is_signed_by_who_says_it(recogniser: Recogniser, title: str, role: str) -> None:
    assert roles_in(recogniser, "Заявки примут до июня.", "ru", title)["Reuters"] == role


@pytest.mark.parametrize(
    ("text", "speak", "silent"),
    [
        (
            "**Порт закроют на ремонт, **[**пишет**](https://a.example/1)** «Коммерсантъ»**. Об этом знал Рауф Азизов.",
            "Коммерсант",
            "Рауф Азизов",
        ),
        (
            "Порт закроют, сообщает «Рубин» со ссылкой на назначенного весной начальника порта Рауфа Азизова.",
            "Рауф Азизов",
            "",
        ),
        ("Порт могут закрыть на ремонт до конца будущей недели — Рауф Азизов", "Рауф Азизов", ""),
        ("Порт закроют на ремонт, — аналитики Сбербанка", "Сбербанк", ""),
        ("Министр транспорта Рауф Азизов: порт закроют на ремонт.", "Рауф Азизов", ""),
        ("Об этом Рауф Азизов написал в соцсети X.", "Рауф Азизов", ""),
        ("Рауф Азизов в своем Telegram-канале написал о ремонте порта.", "Рауф Азизов", ""),
        ("«Порт не закроют», — сказала министр Анна Орлова послу Рауфу Азизову.", "Анна Орлова", "Рауф Азизов"),
        (
            "Министр Анна Орлова приняла консула Джона Смита. По его словам, порт не закроют.",
            "Джон Смит",
            "Анна Орлова",
        ),
        ("Анна Орлова считает, что Рауф Азизов говорил о порте слишком резко.", "Анна Орлова", "Рауф Азизов"),
        ("Анна Орлова оспорила версию Рауфа Азизова о том, что порт закрыт.", "Рауф Азизов", ""),
        ("В чем обвиняют Рауфа Азизова, рассказал адвокат Эльман Сафаров.", "Эльман Сафаров", "Рауф Азизов"),
        ("Порт закроют, сообщил генсек НАТО Марк Рютте.", "Марк Рютте", "НАТО"),
        ("Порт закроют, сообщил источник РБК в Росстате.", "Росстат", ""),
        ("МВД России объявило в розыск Рауфа Азизова.", "", "Рауф Азизов"),
        ("О закрытии складов Сбербанка объявили и другие компании.", "", "Сбербанк"),
        ("«Сбербанк» допустил ошибку в отчете.", "", "Сбербанк"),
        ("Рауф Азизов о ремонте порта:\n— Сроки сорваны;\n— Виновных накажут.", "Рауф Азизов", ""),
        ("Азизов: порт закроют на ремонт\nМинистр Рауф Азизов прибыл в Алят.", "Рауф Азизов", ""),
        ("Порт могут закрыть, пожаловались клиенты Сбербанка.", "", "Сбербанк"),
        ("Выручка «Сбербанка» выросла вдвое, отчиталась компания.", "Сбербанк", ""),
        ("«Вечер» приводит письмо Анны Орловой министру Рауфу Азизову.", "Анна Орлова", "Рауф Азизов"),
        ("Похожего мнения придерживается экономист Рауф Азизов.", "Рауф Азизов", ""),
        ("Прогноз Рауфа Азизова таков: нефть подешевеет.", "Рауф Азизов", ""),
        ("У депутата Рауфа Азизова другое мнение.", "Рауф Азизов", ""),
        ("Цифры, озвученные Рауфом Азизовым, поразили зал.", "Рауф Азизов", ""),
        ("Собеседник издания, инженер Рауф Азизов, говорит о трещинах.", "Рауф Азизов", ""),
        ("Порт строит Рауф Азизов. «Устал», – приводит его слова газета.", "Рауф Азизов", ""),
        ("Порт покидает Рауф Азизов. Уход он объяснил усталостью.", "Рауф Азизов", ""),
        ("Порт строит «Сбербанк». Об этом компания сообщила в понедельник.", "Сбербанк", ""),
        ("Расследование «Сбербанка» показало, что данные утекли.", "Сбербанк", ""),
        ("О сделке, о которой накануне написал «Сбербанк», забыли.", "Сбербанк", ""),
        ("Об этом «Сбербанку» сказал один житель, а ТАСС сообщил Рауф Азизов.", "Рауф Азизов", "ТАСС"),
        ("Эльман Сафаров высоко оценил работу «Сбербанка».", "", "Эльман Сафаров"),
        ("Эльман Сафаров похвалил пожарных.", "", "Эльман Сафаров"),
        ("Эльман Сафаров привел команду к победе.", "", "Эльман Сафаров"),
        ("Шансы упустили Рауф Азизов и Эльман Сафаров: первый попал в штангу.", "", "Рауф Азизов"),
        ("«Нам «Сбербанк» обещал дорогу еще в прошлом году», – сказал Рауф Азизов.", "Рауф Азизов", "Сбербанк"),
        ("По словам мэра, Эльман Сафаров обещал построить мост.", "", "Эльман Сафаров"),
        ("Эльман Сафаров задержан, сообщила полиция.", "", "Эльман Сафаров"),
        ("«Сбербанк» информирует о начале приема заявок.", "Сбербанк", ""),
        ("«Сбербанк» информирует водителей редко.", "", "Сбербанк"),
    ],
)
def test_who_speaks_in_posts(recogniser: Recogniser, text: str, speak: str, silent: str) -> None:
    found = roles_in(recogniser, text, "ru")
    assert not speak or found[speak] != "mentioned"
    assert not silent or found[silent] == "mentioned"


def test_mentions_in_markup_stand_where_they_are_printed(recogniser: Recogniser) -> None:
    text = "⚡️**Порт закроют, **[пишет](https://a.example/1)** Financial** **Times.**"
    (outlet,) = [entity for entity in recogniser.entities("", text, lang="ru") if entity.kind == "ORG"]
    assert outlet.role == "source"
    assert [text[surface.start : surface.stop] for surface in outlet.surfaces] == [
        surface.text for surface in outlet.surfaces
    ]
