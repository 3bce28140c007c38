package dev.tenantry.crm.googlecalendar;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A calendar that is disconnected, its copies kept, and connected again: everything is there once. */
class GoogleReconnectionTests extends GoogleCalendarTest {

    @ParameterizedTest
    @ValueSource(strings = {"both", "out"})
    void asksNobodyTwice(String again) {
        google.events.add("mine1", google.events.event("Organized there", at(9), at(10)));
        google.events.edit("mine1", one -> one.putArray("attendees").addObject().put("email", "zoe@x.example"));
        google.events.add("theirs1", google.events.event("Asked to", at(11), at(12)));
        google.events.edit("theirs1", one -> {
            one.putObject("organizer").put("email", "max@x.example");
            one.putArray("attendees").addObject().put("email", GoogleServer.CALENDAR).put("self", true);
        });
        connect("both");
        var own = create("Made here", 14);
        as.put("/api/v1/events/" + own + "/attendees", "{\"attendees\":[{\"email\":\"pia@x.example\"}]}").expect(200);
        synchronize();
        var writes = google.writes.get();
        disconnect("keep");
        assertThat(events()).hasSize(3);

        connect(again);
        synchronize();

        assertThat(events()).extracting(one -> one.path("title").asString())
                .containsExactlyInAnyOrder("Organized there", "Asked to", "Made here");
        assertThat(google.events.live()).hasSize(3);
        assertThat(google.writes).hasValue(writes);
        as.patch("/api/v1/events/" + own, "{\"place\":\"Room 7\"}").expect(200);
        synchronize();
        assertThat(google.events.find(event("Made here").path("googleEventId").asString()).path("location").asString())
                .isEqualTo("Room 7");
        assertThat(google.writes).hasValue(writes + 1);
    }

    @Test
    void tellsWhatWasChangedHereMeanwhileAndTakesWhatIsNewThere() {
        google.events.add("mine1", google.events.event("Talk", at(9), at(10)));
        connect("both");
        disconnect("keep");
        as.patch("/api/v1/events/" + event("Talk").path("id").asString(), "{\"place\":\"Here\"}").expect(200);
        google.events.add("new1", google.events.event("New", at(13), at(14)));

        connect("both");
        synchronize();

        assertThat(events()).hasSize(2);
        assertThat(google.events.live()).hasSize(2);
        assertThat(google.events.find("mine1").path("location").asString()).isEqualTo("Here");
    }

    /** Whoever asks the member to something may choose its key. */
    @Test
    void isNotTakenInByAKeyAlone() {
        google.events.add("mine1", google.events.event("Talk", at(9), at(10)));
        connect("both");
        disconnect("keep");
        google.events.edit("mine1", one -> one.put("iCalUID", "another@x.example")
                .put("summary", "Taken over")
                .putObject("organizer")
                .put("email", "mallory@x.example"));

        connect("in");

        assertThat(events()).extracting(one -> one.path("title").asString())
                .containsExactlyInAnyOrder("Talk", "Taken over");
    }
}
