package dev.tenantry.crm.googlecalendar;

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
}
