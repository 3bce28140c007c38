package dev.tenantry.welcome.demo;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

import dev.tenantry.welcome.demo.ScenarioEvent.Added;
import dev.tenantry.welcome.demo.ScenarioEvent.Done;
import dev.tenantry.welcome.demo.ScenarioEvent.Moved;

/** What happened in the demo organization until today: the same on every day, but for the dates. */
final class DemoScenario {

    /** What refers to the organization's owner. */
    static final String OWNER = "owner";

    private static final long SEED = 20260401;
    private static final int CONTACTS = 120;
    private static final int OPPORTUNITIES = 150;
    private static final int OPEN_TASKS = 35;
    private static final int DONE_TASKS = 25;
    private static final int NOTES = 45;

    private record Contact(String key, String companyKey, String companyName, String name) {}

    private record Deal(String key, Contact contact, Instant addedAt, boolean open) {}

    private final Random random = new Random(SEED);
    private final List<ScenarioEvent> happenings = new ArrayList<>();
    private final List<Contact> contacts = new ArrayList<>();
    private final List<Deal> deals = new ArrayList<>();
    private final LocalDate today;
    /** Nothing happened later. */
    private final Instant end;

    private DemoScenario(LocalDate today) {
        this.today = today;
        this.end = today.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    /** In the order of time. */
    static List<ScenarioEvent> until(LocalDate today) {
        var story = new DemoScenario(today);
        story.addCompanies();
        story.addContacts();
        story.addOpportunities();
        story.addTasks();
        story.addNotes();
        story.happenings.sort(Comparator.comparing(ScenarioEvent::at));
        return List.copyOf(story.happenings);
    }

    private void addCompanies() {
        for (var index = 0; index < Words.COMPANIES.size(); index++) {
            var name = Words.COMPANIES.get(index);
            var properties = new LinkedHashMap<String, Object>();
            properties.put("name", name);
            properties.put("domain", domain(name));
            properties.put("sector", any(Words.SECTORS));
            properties.put("location", any(Words.LOCATIONS));
            properties.put("yearEstablished", between(1952, 2019));
            properties.put("employees", between(3, 90) * 10);
            properties.put("annualRevenue", money(between(4, 600) * 100_000L));
            add(day(between(185, 200)), key("company", index), properties, Map.of());
        }
    }

    private void addContacts() {
        for (var index = 0; index < CONTACTS; index++) {
            var company = index % Words.COMPANIES.size();
            // The two lists have no common divisor, so no name comes twice.
            var first = Words.FIRST_NAMES.get(index % Words.FIRST_NAMES.size());
            var last = Words.LAST_NAMES.get(index % Words.LAST_NAMES.size());
            var contact = new Contact(key("contact", index), key("company", company), Words.COMPANIES.get(company),
                    first + " " + last);
            contacts.add(contact);
            var properties = new LinkedHashMap<String, Object>();
            properties.put("name", contact.name);
            properties.put("email",
                    (first + "." + last).toLowerCase(Locale.ROOT) + "@" + domain(contact.companyName));
            properties.put("phone", String.format(Locale.ROOT, "+1 555 01%02d", index % 100));
            properties.put("jobTitle", any(Words.JOBS));
            add(day(between(172, 184)), contact.key, properties,
                    Map.of("companyId", contact.companyKey, "ownerId", OWNER));
        }
    }

    private void addOpportunities() {
        for (var index = 0; index < OPPORTUNITIES; index++) {
            var contact = any(contacts);
            var product = any(Words.PRODUCTS);
            // More of them in the last weeks than long ago, so that some are still open.
            var daysAgo = Math.min(between(4, 165), between(4, 165));
            var key = key("opportunity", index);
            var addedAt = day(daysAgo);
            var open = move(key, addedAt);
            deals.add(new Deal(key, contact, addedAt, open));
            var properties = new LinkedHashMap<String, Object>();
            properties.put("name", product.name() + " for " + contact.companyName);
            properties.put("amount", money((long) product.price() * between(product.fewest(), product.most())));
            properties.put("product", product.name());
            properties.put("agent", any(Words.AGENTS));
            properties.put("startedOn", today.minusDays(daysAgo).toString());
            var expected = open ? today.plusDays(between(-6, 75)) : today.minusDays(Math.max(1, daysAgo - 60L));
            properties.put("expectedCloseOn", expected.toString());
            add(addedAt, key, properties,
                    Map.of("companyId", contact.companyKey, "contactId", contact.key, "ownerId", OWNER));
        }
    }

    /** @return whether the deal is open in the end */
    private boolean move(String key, Instant addedAt) {
        var engagedAt = later(addedAt, 3, 24);
        var closedAt = later(engagedAt, 7, 55);
        var engages = random.nextInt(100) < 88;
        var wins = random.nextInt(100) < 58;
        if (engagedAt.isBefore(end)) {
            happenings.add(new Moved(engagedAt, key, engages ? "Engaging" : "Lost"));
        }
        if (engages && closedAt.isBefore(end)) {
            happenings.add(new Moved(closedAt, key, wins ? "Won" : "Lost"));
        }
        return engages ? !closedAt.isBefore(end) : !engagedAt.isBefore(end);
    }

    private void addTasks() {
        var open = deals.stream().filter(Deal::open).toList();
        var closed = deals.stream().filter(deal -> !deal.open).toList();
        for (var index = 0; index < OPEN_TASKS; index++) {
            addTask(index, any(open), today.plusDays(between(-4, 21)));
        }
        for (var index = OPEN_TASKS; index < OPEN_TASKS + DONE_TASKS; index++) {
            var deal = any(closed);
            addTask(index, deal, LocalDate.ofInstant(deal.addedAt, ZoneOffset.UTC).plusDays(8));
            happenings.add(new Done(notAfterEnd(later(deal.addedAt, 3, 9)), key("task", index)));
        }
    }

    private void addTask(int index, Deal deal, LocalDate due) {
        var firstName = deal.contact.name.substring(0, deal.contact.name.indexOf(' '));
        add(notAfterEnd(later(deal.addedAt, 1, 2)), key("task", index),
                Map.of("title", any(Words.TASKS).formatted(firstName),
                        "priority", any(List.of("low", "normal", "normal", "high")),
                        "dueAt", due.atTime(15, 0).toInstant(ZoneOffset.UTC).toString()),
                Map.of("opportunityId", deal.key, "contactId", deal.contact.key, "companyId", deal.contact.companyKey,
                        "assigneeId", OWNER));
    }

    private void addNotes() {
        for (var index = 0; index < NOTES; index++) {
            var deal = any(deals);
            add(notAfterEnd(later(deal.addedAt, 1, 30)), key("note", index), Map.of("body", any(Words.NOTES)),
                    Map.of("opportunityId", deal.key, "contactId", deal.contact.key));
        }
    }

    private void add(Instant at, String key, Map<String, Object> properties, Map<String, String> references) {
        happenings.add(new Added(at, key, properties, references));
    }

    /** Some time of the working day so many days ago. */
    private Instant day(int ago) {
        return today.minusDays(ago).atTime(LocalTime.of(between(8, 16), between(0, 59))).toInstant(ZoneOffset.UTC);
    }

    private Instant later(Instant at, int fewest, int most) {
        return at.plus(Duration.ofDays(between(fewest, most))).plus(Duration.ofMinutes(between(0, 50)));
    }

    private Instant notAfterEnd(Instant at) {
        return at.isBefore(end) ? at : end;
    }

    private int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static String key(String type, int index) {
        return type + "-" + (index + 1);
    }

    private static String domain(String company) {
        return company.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-") + ".example";
    }

    private static Map<String, String> money(long dollars) {
        return Map.of("amount", BigDecimal.valueOf(dollars).setScale(2).toPlainString(), "currency", "USD");
    }
}
