package dev.tenantry.crm.googlecalendar;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Channels by which Google tells of changes: begun, gone on with in time, and ended. */
class GoogleChannelTests extends GoogleCalendarTest {

    private static final String PUSH_URL = "https://crm.example/hooks/google-calendar";
    private static final long EPOCH = 4_711;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private GoogleApi api;
    @Autowired
    @SuppressWarnings("NullAway.Init")
    private SyncStore store;

    @Test
    void isBegunOnceAndKnowsWhoseItIs() throws SQLException {
        hold("both");

        assertThat(keep()).isTrue();
        assertThat(keep()).isTrue();

        assertThat(watches()).singleElement().satisfies(asked -> {
            assertThat(asked.path()).endsWith("/events/watch");
            assertThat(asked.body()).contains("\"type\":\"web_hook\"", "\"address\":\"" + PUSH_URL + "\"",
                    "\"ttl\":\"604800\"");
        });
        var token = ChannelToken.read(google.channels.values().iterator().next());
        assertThat(token.userId()).isEqualTo(member.userId());
        assertThat(token.calendarId()).hasToString(calendar);
        assertThat(google.channels.keySet()).containsExactly(text("channel"));
        assertThat(text("channel_hash")).isEqualTo(token.hash()).doesNotContain(token.text());
    }

    @Test
    void isGoneOnWithADayBeforeItEndsAndTheOneBeforeIsStopped() throws SQLException {
        hold("both");
        keep();
        var first = text("channel");
        write("channel_expires_at = now() + interval '25 hours'");
        keep();
        assertThat(text("channel")).isEqualTo(first);
        write("channel_expires_at = now() + interval '23 hours'");

        assertThat(keep()).isTrue();

        assertThat(text("channel")).isNotEqualTo(first);
        assertThat(google.channels.keySet()).containsExactly(text("channel"));
        assertThat(stops()).singleElement()
                .satisfies(asked -> assertThat(asked.body()).contains(first, "\"resourceId\":\"r1\""));
    }

    @Test
    void whereGoogleOpensNoneItIsAskedAgainLater() throws SQLException {
        hold("both");
        google.before = asked -> asked.path().endsWith("/watch")
                ? GoogleServer.Said.error(400, "push.webhookUrlUnauthorized")
                : null;

        assertThat(keep()).isFalse();
        assertThat(keep()).isFalse();

        assertThat(watches()).hasSize(1);
        assertThat(text("channel")).isNull();
        google.before = _ -> null;
        write("channel_expires_at = now() + interval '23 hours'");
        assertThat(keep()).isTrue();
    }

    @Test
    void isOfCalendarsAloneFromWhichSomethingIsTaken() throws SQLException {
        hold("out");

        assertThat(keep()).isFalse();

        assertThat(watches()).isEmpty();
    }

    @Test
    void isStoppedWhereTheCalendarIsDisconnected() throws SQLException {
        hold("both");
        keep();
        write("lease_epoch = 0, leased_by = null, due_at = now()");

        disconnect("keep");

        assertThat(stops()).hasSize(1);
        assertThat(google.channels).isEmpty();
    }

    /** A calendar that nothing else looks at meanwhile. */
    private void hold(String direction) throws SQLException {
        connect(direction);
        write("due_at = now() + interval '1 hour', lease_epoch = " + EPOCH);
    }

    private boolean keep() {
        var claim = new CalendarClaim(owner.organizationId(), Long.valueOf(calendar), EPOCH, 0, member.userId());
        var channels = new Channels(api, store, new GoogleCalendarSettings(PUSH_URL, Duration.ofMinutes(5)));
        return claim.context().call(() -> channels.keep(claim, store.begin(claim).orElseThrow()));
    }

    private List<GoogleServer.Asked> watches() {
        return google.asked.stream().filter(asked -> asked.path().endsWith("/watch")).toList();
    }

    private List<GoogleServer.Asked> stops() {
        return google.asked.stream().filter(asked -> asked.path().endsWith("/channels/stop")).toList();
    }

    private void write(String what) throws SQLException {
        superuser("update google_calendars set " + what + " where organization_id = '" + owner.organizationId() + "'");
    }

    private String text(String column) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement();
                var rows = statement
                        .executeQuery("select " + column + " from google_calendars where organization_id = '"
                                + owner.organizationId() + "'")) {
            rows.next();
            return rows.getString(1);
        }
    }
}
