package dev.tenantry.notification;

import java.util.UUID;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Mailbox;

import static org.assertj.core.api.Assertions.assertThat;

class TemplateTests extends ApiTest {

    private static final String TEMPLATES = "/api/v1/organization/notification-templates";

    @Test
    void listsTheBuiltInTextsOfAllTemplates() {
        var owner = people.signUp();

        var list = owner.api().get(TEMPLATES).expect(200);

        assertThat(list.json().path("results").valueStream().map(template -> template.path("name").asString()))
                .containsExactly("confirmation", "recovery", "magic-link", "email-change", "reauthentication", "invite",
                        "organization-invitation", "security-alert", "agent-findings", "approval-requested",
                        "approval-escalated", "approvals-collected", "member-still-named", "webhook-disabled",
                        "event-invitation", "event-update", "booking-invitation", "booking-update", "booking-notice",
                        "booking-host-left",
                        "event-cancellation", "event-reminder",
                        "daily-digest", "google-calendar-stopped", "quote-sent", "quote-accepted", "quote-declined",
                        "form-confirmation", "form-submitted",
                        "quota-alert", "address-notice", "security-event", "security-event-backlog",
                        "security-event-assigned", "sms-otp");
        assertThat(list.json().path("results").valueStream())
                .allSatisfy(template -> assertThat(template.path("isBuiltIn").asBoolean()).isTrue())
                .allSatisfy(template -> assertThat(template.path("body").asString()).contains("{{"));
    }

    @Test
    void takesAnOwnTextForEachOfThem() {
        var api = people.signUp().api();

        api.get(TEMPLATES).expect(200).json().path("results").forEach(template -> {
            var path = TEMPLATES + "/" + template.path("name").asString();
            var isMail = template.path("channel").asString().equals("email");
            assertThat(api.put(path, "{\"body\": %s%s}".formatted(template.path("body"),
                    isMail ? ", \"subject\": \"S\"" : "")).status()).as(path).isEqualTo(200);
        });
    }

    @Test
    void replacesATextAndReturnsToTheBuiltInOne() {
        var owner = people.signUp();
        var builtIn = owner.api().get(TEMPLATES + "/recovery").expect(200);

        var own = owner.api().put(TEMPLATES + "/recovery", """
                {"subject": "Neues Passwort", "body": "Hier: {{link}} {{ token }}"}""").expect(200);
        var read = owner.api().get(TEMPLATES + "/recovery").expect(200);
        owner.api().delete(TEMPLATES + "/recovery").expect(204);
        var after = owner.api().get(TEMPLATES + "/recovery").expect(200);

        assertThat(builtIn.at("/version")).isEqualTo("0");
        assertThat(own.at("/version")).isEqualTo("1");
        assertThat(read.at("/subject")).isEqualTo("Neues Passwort");
        assertThat(read.at("/isBuiltIn")).isEqualTo("false");
        assertThat(after.text()).isEqualTo(builtIn.text());
        owner.api().delete(TEMPLATES + "/recovery").expect(404);
        assertThat(owner.api().get("/api/v1/audit-logs").expect(200).text())
                .contains("notification-template.updated", "notification-template.deleted");
    }

    /** Mails about the person's account are made of them. */
    @Test
    void ofAPersonalOrganizationAreNoGuestsToChange() {
        var owner = people.signUp();
        var guest = people.signUpInto(owner, "admin");
        var text = "{\"subject\": \"Hi\", \"body\": \"Your code: {{token}}\"}";

        guest.api().put(TEMPLATES + "/recovery", text).expect(403);
        owner.api().put(TEMPLATES + "/recovery", text).expect(200);
        guest.api().delete(TEMPLATES + "/recovery").expect(403);
    }

    @Test
    void namesThePlaceholderThatATemplateDoesNotHave() {
        var owner = people.signUp();

        var refused = owner.api().put(TEMPLATES + "/confirmation", """
                {"subject": "Hi {{inviter}}", "body": "{{link}} {{ password }}"}""").expect(422);

        assertThat(refused.json().path("errors").valueStream().map(error -> error.path("field").asString()))
                .containsExactly("subject", "body");
        assertThat(refused.at("/errors/1/message")).contains("{{password}}", "{{link}}");
    }

    @Test
    void refusesWhatIsNoTextOfATemplate() {
        var owner = people.signUp();

        owner.api().put(TEMPLATES + "/confirmation", """
                {"body": "{{link}}"}""").expect(422);
        owner.api().put(TEMPLATES + "/confirmation", """
                {"subject": "x", "body": " "}""").expect(422);
        var refused = owner.api().put(TEMPLATES + "/recovery", """
                {"subject": "x", "body": "http://elsewhere.test/?t={{token}} {{"}""").expect(422);
        assertThat(refused.json()
                .path("errors")
                .valueStream()
                .map(error -> error.path("field").asString() + " "
                        + error.path("code").asString()))
                .containsExactly("body unclosed-placeholder", "body within-address");
        owner.api().put(TEMPLATES + "/nonsense", """
                {"subject": "x", "body": "y"}""").expect(404);
        owner.api().get(TEMPLATES + "/nonsense").expect(404);
        owner.api().put(TEMPLATES + "/sms-otp", """
                {"body": "{{token}}"}""").expect(200);
    }

    @Test
    void anInvitationFillsInAllThatItsTemplateOffers() {
        var owner = people.signUp();
        var template = owner.api().get(TEMPLATES + "/organization-invitation").expect(200);
        var offered = template.json().path("placeholders").valueStream().map(JsonNode::asString).toList();
        var body = offered.stream().map(name -> name + "=[{{" + name + "}}]").collect(Collectors.joining(" "));
        owner.api()
                .put(TEMPLATES + "/organization-invitation", "{\"subject\": \"x\", \"body\": \"" + body + "\"}")
                .expect(200);

        var guest = UUID.randomUUID() + "@example.com";
        owner.api()
                .post("/api/v1/invitations",
                        "{\"email\": \"" + guest + "\", \"role\": \"member\", \"message\": \"Hello\"}")
                .expect(201);

        assertThat(offered).contains("email", "link");
        assertThat(Mailbox.newest(guest).body()).doesNotContain("[]").contains("email=[" + guest + "]");
    }

    @Test
    void areInTheLanguageOfTheOrganization() {
        var owner = people.signUp();
        owner.api().patch("/api/v1/organization/settings", "{\"language\": \"ar-EG\"}").expect(200);
        var guest = UUID.randomUUID() + "@example.com";

        owner.api().post("/api/v1/invitations", "{\"email\": \"" + guest + "\", \"role\": \"member\"}").expect(201);
        owner.api().post("/auth/v1/recover", "{\"email\": \"" + owner.email() + "\"}").expect(200);

        assertThat(Mailbox.newest(guest).body()).contains("مرحبًا");
        assertThat(Mailbox.newest(owner.email()).subject()).isEqualTo("اختر كلمة مرور جديدة");
    }

    @Test
    void refusesAStaleIfMatch() {
        var owner = people.signUp();

        var builtIn = owner.api().get(TEMPLATES + "/invite").header("ETag");
        owner.api().with("If-Match", builtIn).put(TEMPLATES + "/invite", """
                {"subject": "a", "body": "{{link}}"}""").expect(200);
        owner.api().with("If-Match", builtIn).put(TEMPLATES + "/invite", """
                {"subject": "c", "body": "{{link}} d"}""").expect(412);
    }
}
