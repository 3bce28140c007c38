package dev.tenantry.crm.googlecalendar;

import java.security.SecureRandom;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What others put into the account's calendar, and what of it cannot be kept. */
class GoogleForeignEventTests extends GoogleCalendarTest {

    private String uid(String event) {
        return as.get("/api/v1/events/" + event).expect(200).at("/uid");
    }

    private void add(String key, String title, String uid) {
        google.events.add(key, google.events.event(title, at(9), at(10)));
        google.events.edit(key, one -> one.put("iCalUID", uid));
    }

    /** Whoever was invited knows its UID, and can ask the host to another one that has the same. */
    @Test
    void anEventOfOursIsNotTakenOverByWhoeverKnowsItsUid() {
        var own = create("Own", 12);
        var organized = create("Organized", 14);
        add("mallory1", "Taken over", uid(own));
        google.events.edit("mallory1", one -> one.putObject("organizer").put("email", "mallory@x.example"));
        add("organized1", "Organized", uid(organized));

        connect("both");
        google.events.remove("mallory1");
        synchronize();

        var shown = as.get("/api/v1/events/" + own).expect(200);
        assertThat(shown.at("/title") + " " + shown.at("/status")).isEqualTo("Own confirmed");
        assertThat(events()).filteredOn(one -> one.path("uid").asString().equals(uid(own))).hasSize(1);
        assertThat(events()).filteredOn(one -> one.path("title").asString().equals("Organized")).hasSize(1);
    }

    /** Of many guests Google tells whose calendar it is alone. */
    @Test
    void guestsWhomGoogleLeavesOutAreNotUninvited() {
        var talk = google.events.event("Talk", at(9), at(10));
        var guests = talk.putArray("attendees");
        guests.addObject().put("email", GoogleServer.CALENDAR).put("self", true).put("responseStatus", "accepted");
        guests.addObject().put("email", "zoe@x.example");
        guests.addObject().put("email", "max@x.example");
        google.events.add("talk1", talk);
        connect("both");
        var id = event("Talk").path("id").asString();

        google.events.edit("talk1", one -> {
            one.put("attendeesOmitted", true).put("summary", "Conference");
            one.putArray("attendees").addObject().put("email", GoogleServer.CALENDAR).put("self", true);
        });
        synchronize();
        as.patch("/api/v1/events/" + id, "{\"place\":\"Here\"}").expect(200);
        synchronize();

        assertThat(as.get("/api/v1/events/" + id + "/attendees").expect(200).json().path("attendees")).hasSize(3);
        assertThat(as.get(PATH + "/" + calendar + "/faults").expect(200).text()).contains("talk1", "100");
        assertThat(google.writes).hasValue(0);
        assertThat(google.asked).filteredOn(one -> one.query().containsKey("fields"))
                .allMatch(one -> one.query().get("fields").contains("attendeesOmitted"));
    }

    @Test
    void whatCannotBeKeptHoldsUpNothingElse() {
        var bytes = new byte[4_000];
        new SecureRandom().nextBytes(bytes);
        add("long1", "Long", HexFormat.of().formatHex(bytes));
        add("fine1", "Fine", "fine@x.example");

        connect("both");

        assertThat(events()).extracting(one -> one.path("title").asString()).containsExactlyInAnyOrder("Long", "Fine");
        assertThat(as.get(PATH + "/" + calendar + "/faults").expect(200).text()).doesNotContain("long1");
    }
}
