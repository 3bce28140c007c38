package dev.tenantry.automation;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Mails say what the runs hold that sent them, and are seen by whoever may see these. */
class SeenMailTests extends ApiTest {

    private static final String MAILS = "/api/v1/outbound-emails";
    private static final String READING = "\"workflows:read\"";
    private static final String SECRET = "an-inbound-secret-of-ours";
    private static final String[] WITHHELD = {"recipients", "cc", "bcc", "replyTo", "names", "refused", "subject",
        "text",
        "html", "errorMessage"};

    @SuppressWarnings("NullAway.Init")
    private Api owner;
    private String mail = "";

    @BeforeEach
    void aMailOfAMessage() {
        owner = people.signUp().api();
        var workflows = Workflows.of(owner);
        var workflow = workflows.active(
                "{\"type\":\"webhook\",\"verification\":\"token\",\"tokenHeader\":\"X-Proof\"}",
                """
                [{"type":"send_email","config":{"to":["grace@example.test"],"subject":"{{trigger.body.name}}","text":"{{trigger.body.name}}"}}]""");
        var webhook = "/api/v1/workflows/" + workflow + "/webhook";
        owner.post(webhook + "/secret/rotations", "{\"secret\":\"%s\"}".formatted(SECRET)).expect(200);
        api.with("X-Proof", SECRET).post(owner.get(webhook).at("/path"), "{\"name\":\"Hopper\"}").expect(202);
        var run = workflows.onlyRun(workflow).id();
        mail = owner.get(MAILS + "?filter=runId[eq]:" + run).expect(200).at("/results/0/id");
    }

    @Test
    void areWithheldFromWhoeverMayNotSeeWhatTheRunHolds() {
        var poor = key(READING);

        var one = poor.get(MAILS + "/" + mail).expect(200);
        var all = poor.get(MAILS).expect(200);

        assertThat(one.json().at("/lacking").toString()).isEqualTo("[\"webhook-events:read\"]");
        assertThat(one.json().propertyNames()).doesNotContain(WITHHELD);
        assertThat(one.at("/status")).isNotEmpty();
        assertThat(all.at("/results/0/id")).isEqualTo(mail);
        assertThat(one.text() + all.text()).doesNotContain("Hopper", "grace@example.test");
        var whole = key(READING + ",\"webhook-events:read\"").get(MAILS + "/" + mail).expect(200);
        assertThat(whole.at("/subject") + whole.at("/text")).isEqualTo("HopperHopper");
        assertThat(whole.json().has("lacking")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"filter=subject[contains]:Hop", "filter=recipient[eq]:grace@example.test", "sort=subject",
        "filter=or(status[eq]:pending,subject[neq]:x)"})
    void areFoundByWhatTheySayByThoseAloneWhoMaySeeIt(String asked) {
        var list = MAILS + "?total=true&" + asked;

        assertThat(key(READING).get(list).expect(200).at("/total")).isEqualTo("0");
        assertThat(key(READING + ",\"webhook-events:read\"").get(list).expect(200).at("/total")).isEqualTo("1");
        assertThat(owner.get(list).expect(200).at("/results/0/id")).isEqualTo(mail);
    }

    private Api key(String scopes) {
        return api.bearer(owner.post("/api/v1/api-keys", "{\"name\":\"program\",\"scopes\":[%s]}".formatted(scopes))
                .expect(201)
                .at("/key"));
    }
}
