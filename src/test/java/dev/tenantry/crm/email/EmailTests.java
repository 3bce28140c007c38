package dev.tenantry.crm.email;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Parallel;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** Mails that members capture: once each, in threads, and seen by those who took part. */
class EmailTests extends ApiTest {

    private static final String EMAILS = "/api/v1/emails";

    @SuppressWarnings("NullAway.Init")
    private Person owner;
    private Api as = Api.at(0);

    @BeforeEach
    void signUp() {
        owner = people.signUp();
        as = owner.api();
    }

    @Test
    void aMailIsCapturedOnce() {
        var first = as.post(EMAILS, mail("<one@customer.example>", "", "Offer")).expect(201);
        var again = as.post(EMAILS, mail("one@customer.example", "", "Offer")).expect(200);

        assertThat(first.at("/messageId")).isEqualTo("one@customer.example");
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(first.at("/direction")).isEqualTo("inbound");
        assertThat(first.at("/visibility")).isEqualTo("participants");
        assertThat(as.get(EMAILS + "?total=true").expect(200).at("/total")).isEqualTo("1");
        assertThat(as.get(EMAILS + "?q=offer").expect(200).at("/results/0/id")).isEqualTo(first.id());
        assertThat(as.get(EMAILS + "?filter=sender[eq]:ZOE@customer.example").expect(200).text()).contains(first.id());
    }

    @Test
    void manyWhoCaptureTheSameMailGetOne() {
        var colleague = people.signUpInto(owner, "member");
        var raw = raw("Message-ID: <same@customer.example>", "Same");

        var turn = new AtomicInteger();
        var answers = Parallel.times(8, () -> eml(turn.getAndIncrement() % 2 == 0 ? as : colleague.api(), raw));

        assertThat(answers.stream().map(Answer::id).distinct()).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(1);
        for (var api : List.of(as, colleague.api())) {
            assertThat(api.get(EMAILS + "?total=true").expect(200).at("/total")).isEqualTo("1");
        }
    }

    @Test
    void othersDoNotSeeWhatIsNotShared() {
        var colleague = people.signUpInto(owner, "admin");
        var id = as.post(EMAILS, mail("a@b", "", "Secret")).expect(201).id();
        var api = colleague.api();

        assertThat(api.get(EMAILS + "?total=true&q=secret").expect(200).at("/total")).isEqualTo("0");
        assertThat(api.get(EMAILS + "/" + id).expect(404).text()).doesNotContain("Secret");
        api.put(EMAILS + "/" + id + "/visibility", "{\"visibility\":\"organization\"}").expect(404);
        api.delete(EMAILS + "/" + id).expect(404);
        api.get("/api/v1/email-threads/" + as.get(EMAILS + "/" + id).at("/threadId") + "/emails").expect(404);

        as.put(EMAILS + "/" + id + "/visibility", "{\"visibility\":\"organization\"}").expect(200);

        assertThat(api.get(EMAILS + "/" + id).expect(200).at("/subject")).isEqualTo("Secret");
        var read = as.get("/api/v1/audit-logs?filter=actionType%5Beq%5D:email.viewed").expect(200);
        assertThat(read.json().at("/results")).hasSize(1);
        assertThat(read.at("/results/0/userId")).isEqualTo(colleague.userId().toString());
        api.delete(EMAILS + "/" + id).expect(403);
        as.put(EMAILS + "/" + id + "/visibility", "{\"visibility\":\"participants\"}").expect(200);
        api.get(EMAILS + "/" + id).expect(404);
    }

    /** Whoever guesses a Message-ID keeps nobody from having the mail. */
    @Test
    void aMailThatSaysSomethingElseUnderAMessageIdIsAnotherOne() {
        var guessed = as.post(EMAILS, mail("same@id", "", "Guessed")).expect(201);
        var raw = raw("Message-ID: <same@id>", "Offer");

        var genuine = eml(as, raw).expect(201);

        assertThat(genuine.id()).isNotEqualTo(guessed.id());
        assertThat(genuine.at("/threadId")).isEqualTo(guessed.at("/threadId"));
        assertThat(genuine.at("/notices/0")).contains("the same Message-ID");
        assertThat(guessed.json().path("notices")).isEmpty();
        assertThat(List.of(eml(as, raw).expect(200).id(),
                as.post(EMAILS, mail("same@id", "", "Guessed")).expect(200).id()))
                .containsExactly(genuine.id(), guessed.id());
        var colleague = people.signUpInto(owner, "member").api();
        assertThat(eml(colleague, raw).expect(200).id()).isEqualTo(genuine.id());
        assertThat(colleague.post(EMAILS, mail("same@id", "", "Third")).expect(201).at("/notices/0"))
                .contains("the same Message-ID");
        var stranger = people.signUpInto(owner, "member").api();
        assertThat(stranger.post(EMAILS, "{\"messageId\":\"same@id\",\"from\":\"a@b.cd\",\"text\":\"x\"}")
                .expect(201)
                .json()
                .path("notices")).isEmpty();
    }

    @Test
    void whoClaimsAMessageIdDoesNotSeeTheMailThatHasIt() {
        var colleague = people.signUpInto(owner, "member");
        var id = as.post(EMAILS, mail("known@id", "", "Secret")).expect(201).id();

        var claimed = colleague.api().post(EMAILS, mail("known@id", "", "Mine")).expect(201);

        assertThat(claimed.id()).isNotEqualTo(id);
        colleague.api().get(EMAILS + "/" + id).expect(404);
        assertThat(as.get(EMAILS + "/" + id).at("/subject")).isEqualTo("Secret");
    }

    @Test
    void whoClaimsTheMessageIdOfASharedMailDoesNotDecideAboutIt() {
        var colleague = people.signUpInto(owner, "member").api();
        var mail = EMAILS + "/" + as.post(EMAILS, mail("shared@id", "", "Ours")).expect(201).id();
        as.put(mail + "/visibility", "{\"visibility\":\"organization\"}").expect(200);
        colleague.get(mail).expect(200);

        var claimed = colleague.post(EMAILS, "{\"messageId\":\"shared@id\",\"from\":\"x@y.zz\"}").expect(201);

        assertThat(mail).doesNotEndWith("/" + claimed.id());
        colleague.delete(mail).expect(403);
        colleague.put(mail + "/visibility", "{\"visibility\":\"participants\"}").expect(403);
        as.put(mail + "/visibility", "{\"visibility\":\"participants\"}").expect(200);
        colleague.get(mail).expect(404);
    }

    @Test
    void whoTookPartSeesIt() {
        var colleague = people.signUpInto(owner, "member");
        var hidden = people.signUpInto(owner, "member");
        var id = as
                .post(EMAILS,
                        """
                {"messageId": "x@y", "from": "Zoe <zoe@customer.example>", "to": ["%s"], "cc": ["%s"], "bcc": ["%s"], "text": "Hello"}"""
                                .formatted(owner.email(), colleague.email(), hidden.email()))
                .expect(201)
                .id();

        assertThat(colleague.api().get(EMAILS + "/" + id).expect(200).text()).doesNotContain(hidden.email(),
                hidden.userId().toString());
        assertThat(hidden.api().get(EMAILS + "/" + id).expect(200).text()).contains(hidden.email());
        assertThat(as.get(EMAILS + "/" + id).expect(200).text()).contains(hidden.email());
    }

    @Test
    void aThreadIsWhatRefersToEachOtherWhicheverComesFirst() {
        var answer = as.post(EMAILS, mail("two@x", "\"inReplyTo\": \"<one@x>\",", "Re: Offer")).expect(201);
        var other = as.post(EMAILS, mail("three@x", "\"references\": [\"zero@x\"],", "Offer")).expect(201);
        assertThat(other.at("/threadId")).isNotEqualTo(answer.at("/threadId"));

        var late = as.post(EMAILS, mail("one@x", "\"references\": [\"zero@x\"],", "Offer")).expect(201);

        assertThat(late.at("/threadId")).isEqualTo(answer.at("/threadId"));
        assertThat(as.get(EMAILS + "/" + other.id()).at("/threadId")).isEqualTo(answer.at("/threadId"));
        var thread = "/api/v1/email-threads/" + answer.at("/threadId");
        assertThat(as.get(thread + "/emails?total=true").expect(200).at("/total")).isEqualTo("3");
        assertThat(as.get("/api/v1/email-threads?total=true").expect(200).at("/total")).isEqualTo("1");
        assertThat(as.get("/api/v1/email-threads").at("/results/0/emailCount")).isEqualTo("3");
    }

    @Test
    void aMailIsLinkedByAllOfItsAddresses() {
        var company = as.post("/api/v1/companies", "{\"name\":\"Customer\",\"domain\":\"customer.example\"}")
                .expect(201)
                .id();
        var contact = as
                .post("/api/v1/contacts",
                        """
                {"name": "Zoe", "email": "zoe@home.example", "emails": [{"address": "zoe@home.example"}, {"address": "ZOE@customer.example"}]}""")
                .expect(201)
                .id();
        var deal = as.post("/api/v1/opportunities", "{\"name\":\"Deal\",\"contactId\":\"" + contact + "\"}")
                .expect(201)
                .id();

        var email = as.post(EMAILS, mail("l@x", "", "Offer")).expect(201);

        assertThat(email.at("/contactIds/0")).isEqualTo(contact);
        assertThat(email.at("/companyIds/0")).isEqualTo(company);
        assertThat(email.at("/opportunityIds/0")).isEqualTo(deal);
        for (var filter : List.of("contactId[eq]:" + contact, "companyId[eq]:" + company,
                "opportunityId[eq]:" + deal)) {
            assertThat(as.get(EMAILS + "?total=true&filter=" + filter).expect(200).at("/total")).isEqualTo("1");
        }
    }

    @Test
    void whoWasToBeHiddenIsLinkedForThoseAloneWhoKnow() {
        var colleague = people.signUpInto(owner, "member");
        var contact = as.post("/api/v1/contacts", "{\"name\":\"Zoe\",\"email\":\"zoe@customer.example\"}")
                .expect(201)
                .id();
        as.put("/api/v1/email-mailbox", "{\"visibility\":\"organization\"}").expect(200);

        var id = as.post(EMAILS, """
                {"from": "%s", "to": ["else@customer.example"], "bcc": ["zoe@customer.example"], "text": "Hello"}"""
                .formatted(owner.email())).expect(201).id();

        var filter = EMAILS + "?total=true&filter=contactId[eq]:" + contact;
        assertThat(as.get(EMAILS + "/" + id).at("/contactIds/0")).isEqualTo(contact);
        assertThat(as.get(filter).at("/total")).isEqualTo("1");
        assertThat(colleague.api().get(EMAILS + "/" + id).expect(200).text()).contains("\"contactIds\":[]")
                .doesNotContain("zoe@");
        assertThat(colleague.api().get(filter).at("/total")).isEqualTo("0");
        assertThat(as.get("/api/v1/contacts/" + contact + "/timeline").text()).doesNotContain("email.captured");
    }

    @Test
    void whatIsAttachedIsDownloadedAndNeverShown() {
        var raw = raw(
                "Message-ID: <att@x>\r\nContent-Type: text/html\r\nContent-Disposition: attachment; filename=\"b\u00e4d.html\"",
                "Page");
        var id = eml(as, raw).expect(201).id();

        var answer = as.get(EMAILS + "/" + id + "/attachments/1").expect(200);

        assertThat(answer.text()).isEqualTo("Hello\r\n");
        assertThat(answer.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(answer.header("Content-Disposition")).startsWith("attachment").contains("b%C3%A4d.html");
        assertThat(answer.header("Content-Security-Policy")).contains("sandbox");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        as.get(EMAILS + "/" + id + "/attachments/2").expect(404);
        people.signUpInto(owner, "owner").api().get(EMAILS + "/" + id + "/attachments/1").expect(404);
    }

    @Test
    void rulesSayWhatIsNeverCapturedOrShared() {
        as.post("/api/v1/email-rules", "{\"pattern\":\"Lawyer@Example.com\",\"effect\":\"always_private\"}")
                .expect(201);
        as.post("/api/v1/email-rules", "{\"pattern\":\"secret.example\",\"effect\":\"never_captured\"}").expect(201);
        as.post("/api/v1/email-rules", "{\"pattern\":\"lawyer@example.com\",\"effect\":\"never_captured\"}")
                .expect(409);
        as.put("/api/v1/email-mailbox", "{\"visibility\":\"organization\"}").expect(200);
        var text = "{\"from\":\"%s\",\"text\":\"x\"}";

        as.post(EMAILS, text.formatted("a@secret.example")).expect(422);
        var kept = as.post(EMAILS, text.formatted("lawyer@example.com")).expect(201);
        var shared = as.post(EMAILS, text.formatted("b@example.com")).expect(201);

        assertThat(kept.at("/visibility")).isEqualTo("participants");
        as.put(EMAILS + "/" + kept.id() + "/visibility", "{\"visibility\":\"organization\"}").expect(409);
        assertThat(shared.at("/visibility")).isEqualTo("organization");
    }

    @Test
    void whatIsNoMailIsRefusedWithAReason() {
        assertThat(eml(as, "no header").expect(400).at("/errors/0/field")).isEqualTo("body");
        assertThat(eml(as, raw("Content-Type: multipart/mixed; boundary=b", "Bomb") + "--b\n\nx\n".repeat(1_100))
                .expect(413)
                .at("/detail")).contains("1000 parts");
        assertThat(as.post(EMAILS, "{\"from\":\"nobody\",\"to\":[\"a@b.cd\\r\\nBcc: x@y.zz\"],\"text\":\"x\"}")
                .expect(422)
                .text()).contains("\"from\"", "\"to\"");
        as.post(EMAILS, "{\"from\":\"a@b.cd\"}").expect(201);
    }

    @Test
    void whatNobodyElseSeesGoesWithTheMembership() {
        var colleague = people.signUpInto(owner, "member");
        var both = colleague.api().post(EMAILS, mail("both@x", "", "Both")).expect(201).id();
        colleague.api().post(EMAILS, "{\"messageId\":\"own@x\",\"from\":\"a@b.cd\",\"text\":\"x\"}").expect(201);

        as.delete("/api/v1/organization/members/" + colleague.userId()).expect(204);

        as.get(EMAILS + "/" + both).expect(200);
        assertThat(as.post(EMAILS, "{\"messageId\":\"own@x\",\"from\":\"a@b.cd\",\"text\":\"x\"}").status())
                .isEqualTo(201);
    }

    @Test
    void nobodyErasesWhatAnotherTookPartIn() {
        var colleague = people.signUpInto(owner, "member").api();
        var id = as.post(EMAILS, mail("both@y", "", "Offer")).expect(201).id();
        colleague.post(EMAILS, mail("both@y", "", "Offer")).expect(200);

        colleague.delete(EMAILS + "/" + id).expect(204);
        colleague.delete(EMAILS + "/trash/" + id).expect(409);

        as.post(EMAILS, mail("both@y", "", "Offer")).expect(200);
        colleague.get(EMAILS + "/" + id).expect(200);
    }

    @Test
    void theTrashIsForThoseWhoTookPart() {
        var id = as.post(EMAILS, mail("t@x", "", "Offer")).expect(201).id();

        as.delete(EMAILS + "/" + id).expect(204);
        as.get(EMAILS + "/" + id).expect(404);
        assertThat(as.post(EMAILS, mail("t@x", "", "Offer")).expect(200).at("/deletedAt")).isEmpty();
        as.get(EMAILS + "/" + id).expect(200);
        as.delete(EMAILS + "/" + id).expect(204);
        assertThat(as.get(EMAILS + "/trash").expect(200).at("/results/0/id")).isEqualTo(id);
        as.put(EMAILS + "/trash/" + id + "/restoration", "").expect(200);
        as.get(EMAILS + "/" + id).expect(200);
        as.delete(EMAILS + "/" + id).expect(204);
        as.delete(EMAILS + "/trash/" + id).expect(204);

        as.delete(EMAILS + "/trash/" + id).expect(404);
        assertThat(as.post(EMAILS, mail("t@x", "", "Offer")).expect(201).id()).isNotEqualTo(id);
    }

    @Test
    void whatOthersHavePutIntoTheTrashIsThereAgainForWhoBringsIt() {
        var id = as.post(EMAILS, "{\"messageId\":\"t@y\",\"from\":\"a@b.cd\",\"text\":\"x\"}").expect(201).id();
        as.delete(EMAILS + "/" + id).expect(204);
        var colleague = people.signUpInto(owner, "member").api();

        var again = colleague.post(EMAILS, "{\"messageId\":\"t@y\",\"from\":\"a@b.cd\",\"text\":\"x\"}").expect(200);

        assertThat(again.id()).isEqualTo(id);
        colleague.get(EMAILS + "/" + id).expect(200);
        as.get(EMAILS + "/" + id).expect(200);
    }

    private String mail(String id, String more, String subject) {
        return """
                {"messageId": "%s", %s "from": "Zoe <zoe@customer.example>", "to": ["%s"], "subject": "%s", "text": "Hello"}"""
                .formatted(id, more, owner.email(), subject);
    }

    private static String raw(String header, String subject) {
        return "From: Zoe <zoe@customer.example>\r\nTo: anybody@example.com\r\nDate: Mon, 2 Mar 2026 10:00:00 +0100\r\nSubject: "
                + subject + "\r\n" + header + "\r\n\r\nHello\r\n";
    }

    private static Answer eml(Api api, String raw) {
        return api.send("POST", EMAILS, BodyPublishers.ofByteArray(raw.getBytes(StandardCharsets.UTF_8)),
                "message/rfc822");
    }
}
