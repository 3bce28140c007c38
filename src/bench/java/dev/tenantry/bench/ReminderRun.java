package dev.tenantry.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.springframework.util.FileSystemUtils;

import dev.tenantry.bench.client.ApiClient;
import dev.tenantry.bench.data.BenchDatabase;

/**
 * How late the reminders of a wave are in the recipients' mail server: as many events of one organization's members, an hour before each. Those
 * that come before the wave, in an organization of others and at the same pace, warm the application up.
 */
final class ReminderRun {

    private static final int REMINDERS = 10_000;
    private static final int MEMBERS = 20;
    private static final Duration WAVE = Duration.ofMinutes(1);
    private static final int WARM_UP = 5_000;
    private static final Duration AHEAD = Duration.ofSeconds(20);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int MOST_SECONDS = 30;
    private static final Pattern NUMBER = Pattern.compile("Wave (\\d+)");

    private static final String MEMBERSHIPS = """
            insert into organization_members (organization_id, user_id, role)
            select ?, m.user_id, 'member' from organization_members m on conflict do nothing""";
    private static final String EVENTS = """
            insert into crm_events (organization_id, id, event_summary, event_start_time, event_end_time, time_zone, owner_id, uid, last_end_at)
            select o.id, n, 'Wave ' || n, at, at + interval '1 hour', 'UTC', m.user_id, 'wave-' || n, at + interval '1 hour'
            from (select ?::uuid as id) o cross join generate_series(1, ?) n
            cross join lateral (select ?::timestamptz + interval '1 hour' + n * ? * interval '1 millisecond' as at) t
            join (select user_id, row_number() over (order by user_id) - 1 as place, count(*) over () as all_of_them
                  from organization_members where organization_id = ?) m on m.place = n % m.all_of_them""";
    private static final String RULES = """
            insert into event_reminder_rules (organization_id, event_id, channel, audience, minutes_before, due_at)
            select e.organization_id, e.id, 'email', 'owner', 60, e.event_start_time - interval '1 hour' from crm_events e where e.organization_id = ?""";
    private static final String TICKETS = """
            insert into work_tickets (organization_id, queue, due_at) select r.organization_id, 'reminders', r.due_at
            from event_reminder_rules r where r.organization_id = ?""";

    private final Path data;
    private final Servers servers;

    ReminderRun(Path directory) throws IOException {
        this.data = directory.resolve("reminder-data");
        this.servers = new Servers(directory);
    }

    /** @return the figures, as a table */
    List<String> run() throws IOException, SQLException, InterruptedException {
        FileSystemUtils.deleteRecursively(data);
        try (var sink = new MailSink();
                var database = BenchDatabase.start(data);
                var application = servers.mailingApplication(database, sink.port());
                var api = new ApiClient(application.port())) {
            var users = SignedIn.signUp(api, MEMBERS);
            wave(database, sink, users.getLast().organization(), WARM_UP);
            sink.clear();
            var processor = application.processorTime();
            var first = wave(database, sink, users.getFirst().organization(), REMINDERS);
            return Figure.table(figures(late(sink, first), application.processorTime().minus(processor)));
        }
    }

    /** @return when the first is due */
    private static Instant wave(BenchDatabase database, MailSink sink, UUID organization, int reminders)
            throws SQLException, InterruptedException {
        var first = Instant.now().plus(AHEAD).truncatedTo(ChronoUnit.MILLIS);
        load(database, organization, first, reminders);
        await(sink, first, reminders);
        return first;
    }

    private static void load(BenchDatabase database, UUID organization, Instant first, int reminders)
            throws SQLException {
        try (var superuser = database.connectAsSuperuser()) {
            execute(superuser, MEMBERSHIPS, organization);
            execute(superuser, EVENTS, organization, reminders, first.toString(), step(), organization);
            execute(superuser, RULES, organization);
            execute(superuser, TICKETS, organization);
        }
    }

    private static void execute(Connection superuser, String sql, Object... parameters) throws SQLException {
        try (var statement = superuser.prepareStatement(sql)) {
            for (var place = 0; place < parameters.length; place++) {
                statement.setObject(place + 1, parameters[place]);
            }
            statement.execute();
        }
    }

    private static int step() {
        return Math.toIntExact(WAVE.toMillis() / REMINDERS);
    }

    private static void await(MailSink sink, Instant first, int reminders) throws InterruptedException {
        while (sink.count() < reminders && Instant.now().isBefore(first.plus(LONGEST))) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        // Whatever would come twice.
        TimeUnit.SECONDS.sleep(5);
    }

    /** Seconds, by the number of the event; the first mail of each counts. */
    private static Map<Integer, Double> late(MailSink sink, Instant first) {
        var late = new HashMap<Integer, Double>();
        for (var arrival : sink.arrivals()) {
            var number = NUMBER.matcher(arrival.subject());
            if (number.find()) {
                var event = Integer.parseInt(number.group(1));
                var due = first.plusMillis((long) event * step());
                late.putIfAbsent(event, Duration.between(due, arrival.at()).toMillis() / 1e3);
            }
        }
        if (late.size() != REMINDERS || sink.count() != late.size()) {
            throw new IllegalStateException(
                    "%d reminders of %d in %d mails".formatted(late.size(), REMINDERS, sink.count()));
        }
        return late;
    }

    private static List<Figure> figures(Map<Integer, Double> late, Duration processor) {
        var sorted = late.values().stream().sorted().toList();
        return List.of(Figure.plain("reminders in a minute", "%,d".formatted(REMINDERS)),
                Figure.plain("late, median", "%.2f s".formatted(sorted.get(REMINDERS / 2))),
                Figure.plain("late, p95", "%.2f s".formatted(sorted.get(REMINDERS * 95 / 100))),
                Figure.atMost("late, the last of all", sorted.getLast(), MOST_SECONDS, "s"),
                Figure.plain("the application's processor time", "%.1f s".formatted(processor.toMillis() / 1e3)));
    }
}
