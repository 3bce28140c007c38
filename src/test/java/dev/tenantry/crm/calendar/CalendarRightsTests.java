package dev.tenantry.crm.calendar;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** What events tell, and do, for whoever may do no more than work with events. */
class CalendarRightsTests extends ApiTest {

    private static final String EVENTS = "/api/v1/events";
    private static final String ALL = "\"events:read\",\"events:create\",\"events:update\"";

    @SuppressWarnings("NullAway.Init")
    private Person owner;
    private Api as = Api.at(0);

    @BeforeEach
    void signUp() {
        owner = people.signUp();
        as = owner.api();
    }

    @Test
    void whoAttendsIsToldThoseWhoMayReadThem() {
        var colleague = people.signUpInto(owner, "member");
        var contact = as.post("/api/v1/contacts", "{\"name\":\"Zoe\",\"email\":\"zoe@example.com\"}").expect(201).id();
        var path = EVENTS + "/" + event("") + "/attendees";
        var member = "{\"attendees\":[{\"memberId\":\"" + colleague.userId() + "\"}]}";
        var both = "{\"attendees\":[{\"contactId\":\"" + contact + "\"},{\"memberId\":\"" + colleague.userId()
                + "\"}]}";
        var key = key(ALL);

        assertThat(key.put(path, both).expect(403).at("/detail")).contains("contacts:read");
        assertThat(key.put(path, member).expect(403).at("/detail")).contains("members:read");
        as.put(path, both).expect(200);

        assertThat(as.get(path).text()).contains("zoe@example.com", colleague.email());
        for (var told : List.of(key.get(path).expect(200), key.put(path, both).expect(200))) {
            assertThat(told.text()).contains(contact).doesNotContain("zoe@", "Zoe", colleague.email());
        }
        assertThat(as.get(path).text()).contains("zoe@example.com", colleague.email());
        as.put(path, "{\"attendees\":[{\"email\":\"x@example.com\",\"name\":\"a\\r\\nb\"}]}").expect(422);
    }

    @Test
    void linksTakeTheRightToReadWhatTheyLeadTo() {
        var contact = as.post("/api/v1/contacts", "{\"name\":\"Zoe\"}").expect(201).id();
        var key = key(ALL + ",\"tasks:create\",\"notes:create\"");
        var event = "{\"title\":\"Talk\",\"startDate\":\"2026-03-02\",\"contactId\":\"%s\"}";
        for (var id : List.of(contact, "77")) {
            assertThat(key.post(EVENTS, event.formatted(id)).expect(403).at("/detail")).contains("contacts:read");
            key.post("/api/v1/tasks", "{\"title\":\"Call\",\"contactId\":\"" + id + "\"}").expect(403);
        }

        var linked = as.post(EVENTS, event.formatted(contact)).expect(201).id();
        key.patch(EVENTS + "/" + linked, "{\"title\":\"Later\"}").expect(200);
        as.post(EVENTS, event.formatted("77")).expect(422);
    }

    @Test
    void aFeedIsThePersonsOwnAndNoKeys() {
        as.post("/api/v1/calendar-feed", "").expect(201);
        var made = as.get("/api/v1/calendar-feed").at("/createdAt");
        var key = key("\"events:read\"");

        key.post("/api/v1/calendar-feed", "").expect(403);
        key.delete("/api/v1/calendar-feed").expect(403);

        assertThat(as.get("/api/v1/calendar-feed").at("/createdAt")).isEqualTo(made);
        var once = as.with("Idempotency-Key", "feed");
        assertThat(once.post("/api/v1/calendar-feed", "").expect(201).at("/url")).contains("token=");
        assertThat(once.post("/api/v1/calendar-feed", "").text()).doesNotContain("token=");
    }

    @Test
    void onlyItsOwnerHidesAnEvent() {
        var colleague = people.signUpInto(owner, "member");
        var id = event(",\"ownerId\":\"" + owner.userId() + "\",\"recurrenceRule\":\"FREQ=DAILY\"");
        var hide = "\"visibility\":\"private\",\"ownerId\":\"" + colleague.userId() + "\"}";

        var refused = colleague.api().patch(EVENTS + "/" + id, "{" + hide).expect(422);
        colleague.api()
                .put(EVENTS + "/" + id + "/occurrences/2026-03-05/following",
                        "{\"title\":\"Mine\",\"startDate\":\"2026-03-05\"," + hide)
                .expect(422);

        assertThat(refused.at("/errors/0/field")).isEqualTo("visibility");
        assertThat(as.get(EVENTS + "/" + id).expect(200).at("/visibility")).isEqualTo("default");
    }

    @Test
    void whatWasNobodysStaysInTheSightOfAll() {
        var colleague = people.signUpInto(owner, "member");
        var path = EVENTS + "/" + event("");
        as.patch(path, "{\"ownerId\":null}").expect(200);

        colleague.api().patch(path, "{\"ownerId\":\"" + colleague.userId() + "\"}").expect(200);

        colleague.api().patch(path, "{\"visibility\":\"private\"}").expect(422);
        as.get(path).expect(200);
    }

    @Test
    void theKeyOfAPrivateEventIsNoOracle() {
        var colleague = people.signUpInto(owner, "member");
        event(",\"visibility\":\"private\",\"externalId\":\"x-1\",\"ownerId\":\"" + owner.userId() + "\"");

        var other = "{\"title\":\"Talk\",\"startDate\":\"2026-03-02\",\"externalId\":\"x-1\"}";
        colleague.api().post(EVENTS, other).expect(201);

        colleague.api().post(EVENTS, other).expect(409);
        as.post(EVENTS, other).expect(409);
    }

    @Test
    void aDuplicateIsNamedToThoseWhoMayReadIt() {
        var contact = as.post("/api/v1/contacts", "{\"name\":\"Zoe\",\"externalId\":\"z-1\"}").expect(201).id();
        var again = "{\"name\":\"Zoe\",\"externalId\":\"z-1\"}";
        var key = key("\"contacts:create\"");

        assertThat(as.post("/api/v1/contacts", again).expect(409).text()).contains("the contact " + contact);
        assertThat(key.post("/api/v1/contacts", again).expect(409).text()).doesNotContain("the contact");
        assertThat(key.post("/api/v1/contacts/batch/create", "{\"inputs\":[{\"properties\":" + again + "}]}").text())
                .contains("duplicate")
                .doesNotContain("the contact");
        as.delete("/api/v1/contacts/" + contact).expect(204);
        assertThat(key.post("/api/v1/contacts", again).expect(409).text()).doesNotContain("the contact", "trash");
    }

    private String event(String more) {
        return as.post(EVENTS, "{\"title\":\"Talk\",\"startDate\":\"2026-03-02\"" + more + "}").expect(201).id();
    }

    private Api key(String scopes) {
        return api.bearer(
                as.post("/api/v1/api-keys", "{\"name\":\"k\",\"scopes\":[" + scopes + "]}").expect(201).at("/key"));
    }
}
