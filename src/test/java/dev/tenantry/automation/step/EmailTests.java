package dev.tenantry.automation.step;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.notification.Mail;
import dev.tenantry.notification.Mails;

import static org.assertj.core.api.Assertions.assertThat;

class EmailTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Mails.Sender SENDER = new Mails.Sender("crm@engines.example", null);

    @Test
    void goesOnceToWhoeverIsNamedTwice() {
        var mail = mail("""
                {"to":["Ada@Bücher.example"," ada@xn--bcher-kva.EXAMPLE ","bob@engines.example","ADA@bücher.example"],
                 "subject":"Hello","text":"Hello"}""");

        assertThat(mail.recipients()).containsExactly("Ada@Bücher.example", "bob@engines.example");
        assertThat(mail.objection()).isNull();
    }

    @Test
    void goesToWhoeverIsToldBesidesAndSaysTwiceTheSame() {
        var mail = mail("""
                {"to":["bob@engines.example"],"cc":["BOB@engines.example","carol@engines.example"],
                 "bcc":["Carol@engines.example","dora@engines.example"],"replyTo":" sales@engines.example ",
                 "subject":"Hello","html":"<p>Hello</p><p>you</p>"}""");

        assertThat(mail.addresses().to()).containsExactly("bob@engines.example");
        assertThat(mail.addresses().cc()).containsExactly("carol@engines.example");
        assertThat(mail.addresses().bcc()).containsExactly("dora@engines.example");
        assertThat(mail.addresses().replyTo()).isEqualTo("sales@engines.example");
        assertThat(mail.content().text()).isEqualTo("Hello\n\nyou");
        assertThat(mail.objection()).isNull();
        assertThat(Email.read(Email.toJson(mail))).isEqualTo(mail);
    }

    @Test
    void isToAddressesThatNamesAreKnownOf() {
        var mail = mail(
                """
                {"to":["\\"Müller, Käthe\\" <K@bücher.example>"," k@xn--bcher-kva.example ","山田 <yamada@engines.example>"],
                 "cc":["bob@engines.example"],"replyTo":"Sales <sales@engines.example>","subject":"Hello","text":"Hello"}""");

        assertThat(mail.recipients()).containsExactly("K@bücher.example", "yamada@engines.example",
                "bob@engines.example");
        assertThat(mail.addresses().names())
                .isEqualTo(Map.of("K@bücher.example", "Müller, Käthe", "yamada@engines.example", "山田"));
        assertThat(mail.addresses().replyTo()).isEqualTo("Sales <sales@engines.example>");
        assertThat(mail.objection()).isNull();
        assertThat(Email.read(Email.toJson(mail))).isEqualTo(mail);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''   | text  | the subject is empty once it is filled in
            ' '  | text  | the subject is empty once it is filled in
            Hi   | ''    | the text is empty once it is filled in
            Hi   | ' \t' | the text is empty once it is filled in
            """)
    void isNotSentWithoutAnythingToSay(String subject, String text, String objection) {
        var mail = Email.of("key", SENDER, JSON.createObjectNode()
                .put("subject", subject)
                .put("text", text)
                .set("to", JSON.createArrayNode().add("ada@engines.example")));

        assertThat(mail.objection()).isEqualTo(objection);
    }

    @Test
    void letsNoFilledInValueBeginAHeader() {
        var mail = mail("""
                {"to":["ada@engines.example"],"subject":"Hi\\r\\nBcc: everybody@example.test","text":"Hello"}""");

        assertThat(mail.content().subject()).isEqualTo("Hi Bcc: everybody@example.test");
    }

    private static Mail mail(String config) {
        return Email.of("key", SENDER, JSON.readTree(config));
    }
}
