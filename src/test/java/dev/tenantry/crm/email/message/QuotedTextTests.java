package dev.tenantry.crm.email.message;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is new in an answer, and what programs put below it. */
class QuotedTextTests {

    @ParameterizedTest
    @ValueSource(strings = {"On Mon, 2 Mar 2026 at 10:00, Zoe <zoe@example.com> wrote:\n> old",
        "On Mon, 2 Mar 2026 at 10:00, Zoe with a long name\n<zoe@example.com> wrote:\n\n> old\n> more",
        "Am Mo., 2. März 2026 um 10:00 Uhr schrieb Zoe <zoe@example.com>:\n> old",
        "Le lun. 2 mars 2026 à 10:00, Zoe <zoe@example.com> a écrit :\n> old",
        "El lun, 2 mar 2026 a las 10:00, Zoe (<zoe@example.com>) escribió:\n> old",
        "Il giorno lun 2 mar 2026 alle ore 10:00 Zoe <zoe@example.com> ha scritto:\n> old",
        "Em seg., 2 de mar. de 2026 às 10:00, Zoe <zoe@example.com> escreveu:\n> old",
        "Op ma 2 mrt 2026 om 10:00 schreef Zoe <zoe@example.com>:\n> old",
        "Den mån 2 mars 2026 kl 10:00 skrev Zoe <zoe@example.com>:\n> old",
        "пн, 2 мар. 2026 г. в 10:00, Zoe <zoe@example.com> написал(а):\n> old",
        "2 Mar 2026 Pzt, 10:00 tarihinde Zoe <zoe@example.com> şunu yazdı:\n> old",
        "2026年3月2日(月) 10:00 Zoe <zoe@example.com>:\n> old", "2026年3月2日(月) 10:00 Zoe <zoe@example.com>:\nold",
        "\u202bבתאריך יום ב׳, 2 במרץ 2026 ב-10:00 מאת \u202aZoe\u202c\u200f <\u202azoe@example.com\u202c\u200f>:\u202c\n> old",
        "في الاثنين، 2 مارس 2026 في 10:00 ص تمت كتابة ما يلي بواسطة \u202aZoe\u202c\u200f <\u202azoe@example.com\u202c\u200f>:\n> old",
        "Zoe <zoe@example.com> 於 2026年3月2日 週一 上午10:00寫道：\n> old",
        "man. 2. mars 2026 kl. 10:00 skrev Zoe <zoe@example.com>:\n> old",
        "Vào Th 2, 2 thg 3, 2026 vào lúc 10:00 Zoe <zoe@example.com> đã viết:\n\n> old",
        "ในวันที่ จ. 2 มี.ค. 2026 เวลา 10:00 Zoe <zoe@example.com> เขียนว่า:\n> old",
        "lun., 2 mar. 2026 la 10:00, Zoe\n<zoe@example.com> a scris:\n> old",
        "Zoe <zoe@example.com> 于2026年3月2日周一 10:00写道：\n> old", "在 2026年3月2日，Zoe 写道：\nold",
        "-----Original Message-----\nFrom: Zoe\nSent: Monday\n\nold",
        "-----Ursprüngliche Nachricht-----\nVon: Zoe\n\nold",
        "________________________________\nFrom: Zoe <zoe@example.com>\nSent: Monday, March 2, 2026\nTo: Me\nSubject: Offer\n\nold",
        "Von: Zoe <zoe@example.com>\nGesendet: Montag, 2. März 2026\nAn: Me\nBetreff: Angebot\n\nold",
        "De : Zoe <zoe@example.com>\nEnvoyé : lundi 2 mars 2026\nÀ : Me\nObjet : Offre\n\nold",
        "Begin forwarded message:\n\nFrom: Zoe\n\nold", "> old\n> older"})
    void foldsWhatFollowsAnAnswer(String quote) {
        var read = QuotedText.of("Thank you!\n\nBest\n-- \nMe\n\n" + quote);

        assertThat(read.body()).isEqualTo("Thank you!\n\nBest\n-- \nMe");
        assertThat(read.quoted()).isEqualTo(quote);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Just a text.\nWith a list:\n- one\n- two", "> old\nmy answer\n> more\nanother one",
        "On Monday Zoe wrote:\n> old\nmy answer",
        "See 2 answers of <zoe@example.com>:\nold", "From: here to there it is far\nindeed", "> all of it is quoted",
        "", "See:\nhttps://example.com", "I wrote:"})
    void leavesOthersWhole(String text) {
        assertThat(QuotedText.of(text)).isEqualTo(new QuotedText(text, null));
    }

    @Test
    void takesALongTextInAMoment() {
        var text = "On x wrote\n:\n> a\nFrom: x\n---- x ----\n".repeat(40_000) + "end";

        assertThat(QuotedText.of(text).body()).isNotEmpty();
    }
}
