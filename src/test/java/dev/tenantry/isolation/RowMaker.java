package dev.tenantry.isolation;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/**
 * Makes rows of any table from what the catalog says of it. Every text has the tenant's canary in it. Where a constraint
 * says no, other values are tried for the columns that it speaks of, until it is content.
 */
final class RowMaker {

    private static final int ATTEMPTS = 200;
    private static final String FAR_AHEAD = "2100-01-01T00:00:00Z";
    /** What would have consequences if it were made up: rows in the trash, work that is due, demands on who signs in, and runs
     * that somebody can wait for. */
    private static final Map<String, List<@Nullable String>> PARTICULAR = Map.ofEntries(
            Map.entry("deleted_at", nothing()), Map.entry("due_at", List.of(FAR_AHEAD)),
            Map.entry("delimiter", List.of(",")), Map.entry("currency", List.of("EUR")),
            Map.entry("mfa_required_roles", List.of("{}")), Map.entry("allowed_email_domains", List.of("{}")),
            Map.entry("session_length_seconds", nothing()), Map.entry("impersonator_id", nothing()),
            // The organization's: a member's own would be hidden from others, and go with the member.
            Map.entry("public.views.owner_id", nothing()),
            Map.entry("public.crm_events.private_to", nothing()), Map.entry("visible_to", nothing()),
            Map.entry("is_always_private", List.of("false")),
            Map.entry("public.email_content_parts.number", List.of("0")),
            Map.entry("public.email_mailboxes.secret_hash", nothing()),
            Map.entry("public.email_mailboxes.address_made_at", nothing()),
            Map.entry("public.crm_events.visibility", List.of("default")),
            Map.entry("public.event_attendees.private_to", nothing()),
            Map.entry("public.event_attendees.member_id", nothing()),
            Map.entry("public.event_attendees.contact_id", nothing()),
            // Of a module that there is none of: nobody's lines are kept.
            Map.entry("public.debug_sessions.ends_at", List.of(FAR_AHEAD)),
            Map.entry("public.daily_digests.hour", List.of("7")),
            Map.entry("public.daily_digests.weekdays", List.of("{monday}")),
            Map.entry("public.event_reminder_rules.private_to", nothing()),
            Map.entry("public.event_reminder_rules.remind_at", nothing()),
            Map.entry("public.event_reminder_rules.minutes_before", List.of("60")),
            Map.entry("public.event_reminders.private_to", nothing()),
            Map.entry("public.event_reminders.member_id", nothing()),
            Map.entry("public.event_reminders.contact_id", nothing()),
            Map.entry("public.crm_events.series_id", nothing()),
            Map.entry("public.crm_events.original_start", nothing()),
            Map.entry("public.crm_events.recurrence_rule", nothing()),
            Map.entry("public.crm_events.recurrence_dates", List.of("{}")),
            Map.entry("public.crm_events.excluded_dates", List.of("{}")),
            Map.entry("public.bookings.status", List.of("confirmed")),
            Map.entry("public.bookings.cancelled_at", nothing()), Map.entry("public.bookings.cancelled_by", nothing()),
            Map.entry("public.outbound_emails.email_id", nothing()),
            Map.entry("public.outbound_emails.member_id", nothing()),
            // One that is waited for never ends.
            Map.entry("public.audit_log_exports.status", List.of("completed")),
            Map.entry("public.forms.status", List.of("draft")),
            Map.entry("public.forms.published_version", List.of("1")),
            Map.entry("public.forms.published_at", List.of("2026-01-01T00:00:00Z")),
            Map.entry("public.form_submissions.status", List.of("received")),
            Map.entry("public.form_submissions.expires_at", nothing()),
            Map.entry("public.form_submissions.put_aside_at", nothing()),
            Map.entry("public.form_submissions.ask_at", nothing()),
            Map.entry("public.quotes.status", List.of("draft")), Map.entry("public.quotes.sent_at", nothing()),
            Map.entry("public.quotes.expires_at", nothing()),
            // One that is made of what the platform offers shows nothing.
            Map.entry("public.integrations.offer_id", nothing()),
            Map.entry("trigger_type", List.of("event")),
            Map.entry("public.workflow_execution_logs.status", List.of("succeeded")),
            Map.entry("block", List.of("{steps}")),
            Map.entry("public.workflow_execution_logs.path", nothing()), Map.entry("is_approved", nothing()),
            Map.entry("answered_at", nothing()));
    private static final String STEPS = "[{\"type\": \"create_task\", \"name\": \"%1$s\", \"config\": {\"title\": \"%1$s\"}}]";
    /** JSON of a form that the application relies on; %s is where the canary sits. */
    private static final Map<String, String> FORMS = Map.ofEntries(
            Map.entry("outcomes",
                    "[{\"workflowId\": \"00000000-0000-0000-0000-000000000000\", \"result\": \"failed\", \"reason\": \"%s\"}]"),
            Map.entry("refusals",
                    "{\"unsigned\": {\"count\": 1, \"lastAt\": \"2026-01-01T00:00:00Z\", \"canary\": \"%s\"}}"),
            Map.entry("weekly_hours",
                    "[{\"day\": \"monday\", \"hours\": [{\"from\": \"09:00\", \"until\": \"17:00\"}]}]"),
            Map.entry("date_overrides", "[]"), Map.entry("occurrence_answers", "[]"),
            Map.entry("milestones", "[{\"ref\": \"live\", \"name\": \"%s\"}]"),
            Map.entry("tasks", "[{\"ref\": \"call\", \"title\": \"%s\"}]"),
            Map.entry("matches", "[{\"type\": \"%s\", \"by\": \"email\"}]"),
            Map.entry("questions", "[{\"name\": \"q\", \"label\": \"%s\"}]"),
            Map.entry("answers", "[{\"name\": \"q\", \"question\": \"Why?\", \"answer\": \"%s\"}]"),
            Map.entry("content", "{\"title\": \"%s\"}"),
            Map.entry("consents", "[{\"purpose\": \"terms\", \"text\": \"%s\", \"given\": true}]"),
            Map.entry("origin", "{\"page\": \"%s\"}"),
            Map.entry("other_emails", "[{\"address\": \"%1$s@example.test\", \"key\": \"%1$s@example.test\"}]"),
            Map.entry("addresses", "[{\"city\": \"%s\"}]"),
            Map.entry("other_phones", "[{\"number\": \"%s\"}]"),
            Map.entry("operations_left_out", "[{\"method\": \"GET\", \"path\": \"/x\", \"reason\": \"%s\"}]"),
            Map.entry("filters", "{\"filter\": \"requestId[eq]:%s\"}"),
            Map.entry("changes_json",
                    "[\"%s\"]"),
            Map.entry("columns",
                    "[{\"name\": \"%1$s\", \"type\": \"text\", \"samples\": [\"%1$s\"], \"blank\": 0}]"),
            Map.entry("mapping",
                    "{\"fields\": [{\"field\": \"name\", \"value\": \"%1$s\"}], \"matchBy\": [\"%1$s\"]}"),
            Map.entry("members",
                    "[{\"memberId\": \"00000000-0000-0000-0000-000000000000\", \"weight\": 1}]"),
            Map.entry("fields",
                    "[\"%s\"]"),
            Map.entry("steps",
                    STEPS),
            Map.entry("parameters",
                    "[{\"name\": \"%s\", \"in\": \"query\", \"required\": false}]"),
            Map.entry("action",
                    STEPS.substring(1, STEPS.length() - 1)),
            Map.entry("enrolment",
                    "{\"dedupe\": {\"by\": \"%s\", \"window\": \"P1D\"}}"),
            Map.entry("configuration",
                    "{\"baseUrl\": \"https://%s.example\"}"),
            Map.entry("trigger_config",
                    "{\"event\": \"contact.created\", \"filter\": [{\"field\": \"trigger.name\", \"operator\": \"eq\", \"value\": \"%s\"}]}"),
            Map.entry("workflow_json",
                    "{\"trigger\": {\"type\": \"manual\"}, \"steps\": " + STEPS + "}"),
            Map.entry("amr",
                    "[{\"method\": \"%s\", \"timestamp\": 0}]"),
            Map.entry("subscriptions",
                    "[{\"event\": \"none.%s\"}]"),
            Map.entry("verification",
                    "{\"verification\": \"hmac\", \"signatureHeader\": \"%s\"}"));
    /** Text of a form that the application relies on: what an entry is about says who may read it. */
    private static final Map<String, String> TEXTS = Map.ofEntries(
            Map.entry("public.form_submissions.answers", "{\"name\": \"%s\"}"),
            Map.entry("public.project_templates.members",
                    "[{\"memberId\": \"00000000-0000-0000-0000-000000000000\", \"role\": \"%s\"}]"),
            Map.entry("public.consents.purpose", "marketing"),
            Map.entry("public.crm_events.time_zone", "Europe/Vienna"),
            Map.entry("public.booking_pages.time_zone", "Europe/Vienna"),
            Map.entry("public.booking_pages.conference_url", "https://%s.example"),
            Map.entry("public.bookings.time_zone", "Europe/Vienna"),
            Map.entry("public.bookings.email", "%s@example.test"),
            Map.entry("public.crm_events.conference_url", "https://%s.example"),
            Map.entry("public.activities.kind", "contact.%s"), Map.entry("public.activities.subject_type", "contact"),
            Map.entry("public.automation_agents.configuration", "{\"windowHours\": 24}"),
            Map.entry("public.automation_agents.cron", "0 9 * * *"),
            Map.entry("public.automation_agents.zone", "Europe/Vienna"),
            Map.entry("public.rate_limit_config.max_requests", "1000000"),
            Map.entry("public.rate_limit_config.endpoint_pattern", "GET /api/v1/%s/**"),
            Map.entry("public.quota_policies.endpoint_pattern", "GET /api/v1/%s/**"),
            Map.entry("public.organization_quota_overrides.max_requests_per_hour", "1000000"),
            Map.entry("public.organization_quota_overrides.max_requests_per_day", "1000000"),
            Map.entry("public.organization_quota_overrides.max_requests_per_month", "1000000"),
            Map.entry("public.rate_limit_config.quota_monthly", "1000000"),
            Map.entry("public.security_policies.rules", "[]"),
            Map.entry("public.forms.allowed_origins", "https://%s.example"),
            Map.entry("public.form_submissions.email", "%s@example.test"),
            Map.entry("public.quotes.recipient_email", "%s@example.test"),
            Map.entry("public.imports.target", "contacts"), Map.entry("public.taggings.record_type", "contact"),
            Map.entry("public.followers.record_type", "contact"), Map.entry("public.contacts.external_ids", "other:%s"),
            Map.entry("public.companies.external_ids", "other:%s"),
            Map.entry("public.assignment_rules.type", "lead"),
            Map.entry("public.assignment_rules.filter", "name[eq]:\"%s\""),
            Map.entry("public.lead_conversion_changes.record_type", "contact"),
            Map.entry("public.member_absences.zone", "Europe/Vienna"),
            Map.entry("public.views.type", "contact"), Map.entry("public.views.filter", "name[eq]:\"%s\""),
            Map.entry("public.views.sort", "name"), Map.entry("public.tasks.due_zone", "Europe/Vienna"),
            Map.entry("public.tasks.recurrence", "FREQ=DAILY"),
            Map.entry("public.workflow_execution_steps.step_type", "delay"),
            Map.entry("public.webhook_deliveries.body", "{\"canary\": \"%s\"}"));

    /** Types that carry a canary, even where there is a default. */
    private static final Set<String> FILLED = Set.of("text", "citext", "text[]", "jsonb", "bytea");

    private final Sql sql;
    private final boolean makesOwn;
    private final Random random = new Random(1);

    RowMaker(Sql sql) {
        this(sql, false);
    }

    private RowMaker(Sql sql, boolean makesOwn) {
        this.sql = sql;
        this.makesOwn = makesOwn;
    }

    /** Of what is the tenant's or one member's own, it makes the member's. */
    static RowMaker ofOwn(Sql sql) {
        return new RowMaker(sql, true);
    }

    /** Rows of all tables for a tenant that does not exist yet, by table. */
    Map<String, Row> rowsOfAllTables(List<Table> tables, Tenant tenant) {
        var rows = new LinkedHashMap<String, Row>();
        for (var table : tables) {
            rows.put(table.name(), insert(table, tenant, rows));
        }
        return rows;
    }

    /** @param known the tenant's rows so far, which the new one refers to */
    Row insert(Table table, Tenant tenant, Map<String, Row> known) {
        var values = propose(table, tenant, known);
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return insert(new Row(table, values));
            } catch (SQLException refusal) {
                reconsider(table, tenant, known, values, refusal);
            }
        }
        throw new IllegalStateException(
                "no row of %s satisfies its constraints; the last attempt was %s: teach this class"
                        .formatted(table, values));
    }

    /** A further row, or one in place of the present one, that could be inserted but is not. */
    Row draft(Table table, Tenant tenant, Map<String, Row> known) {
        var present = Objects.requireNonNull(known.get(table.name()));
        var own = List.of(tenant.organization().toString(), tenant.user().toString());
        if (own.containsAll(present.get(table.primaryKey()))) {
            return present;
        }
        var drafts = new ArrayList<Row>();
        sql.undone(() -> {
            try {
                drafts.add(insert(table, tenant, known));
            } catch (IllegalStateException full) {
                delete(present);
                drafts.add(insert(table, tenant, known));
            }
        });
        return drafts.getFirst();
    }

    private void delete(Row row) {
        try (var statement = sql.prepare("delete from " + row.table() + " where " + Statements.isRow(row.table()),
                Statements.key(row))) {
            statement.execute();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private Row insert(Row row) throws SQLException {
        var savepoint = sql.connection().setSavepoint();
        try (var statement = Statements.insert(sql, row, "returning " + Statements.allAsText(row.table()))) {
            var rows = statement.executeQuery();
            rows.next();
            var values = new LinkedHashMap<String, @Nullable String>();
            for (var column : row.table().columns()) {
                values.put(column.name(), rows.getString(column.name()));
            }
            sql.connection().releaseSavepoint(savepoint);
            return new Row(row.table(), values);
        } catch (SQLException refusal) {
            sql.connection().rollback(savepoint);
            throw refusal;
        }
    }

    private Map<String, @Nullable String> propose(Table table, Tenant tenant, Map<String, Row> known) {
        var values = new LinkedHashMap<String, @Nullable String>();
        for (var column : table.columns()) {
            var candidates = candidates(table, column, tenant, known);
            if (!candidates.isEmpty()) {
                values.put(column.name(), candidates.getFirst());
            }
        }
        return values;
    }

    private void reconsider(Table table, Tenant tenant, Map<String, Row> known, Map<String, @Nullable String> values,
            SQLException refusal) {
        var message = refusal instanceof PSQLException detailed ? detailed.getServerErrorMessage() : null;
        var suspects = message == null
                ? List.<String>of()
                : message.getColumn() != null && message.getConstraint() == null
                        ? List.of(message.getColumn())
                        : table.rules()
                                .stream()
                                .filter(rule -> rule.name().equals(message.getConstraint()))
                                .flatMap(rule -> rule.columns().stream())
                                .toList();
        if (suspects.isEmpty()) {
            throw new IllegalStateException("no row of " + table + " can be made with " + values, refusal);
        }
        for (var column : table.columns()) {
            var candidates = suspects.contains(column.name())
                    ? candidates(table, column, tenant, known)
                    : List.<@Nullable String>of();
            if (!candidates.isEmpty()) {
                values.put(column.name(), candidates.get(random.nextInt(candidates.size())));
            }
        }
    }

    /** What a column may hold, the most telling first; empty where its default is best. */
    private List<@Nullable String> candidates(Table table, Table.Column column, Tenant tenant,
            Map<String, Row> known) {
        if (makesOwn && column.name().equals(table.ownColumn())) {
            return one(tenant.user().toString());
        }
        if (makesOwn && column.name().equals(table.readersColumn())) {
            return one("{" + tenant.user() + "}");
        }
        var particular = PARTICULAR.getOrDefault(table.name() + "." + column.name(),
                PARTICULAR.get(column.name()));
        if (particular != null) {
            return particular;
        }
        var identity = identity(table, column, tenant);
        if (identity != null) {
            return one(identity);
        }
        for (var key : table.foreignKeys()) {
            var position = key.columns().indexOf(column.name());
            if (position >= 0) {
                var target = key.target().equals(table.name()) ? null : known.get(key.target());
                var reference = one(target == null ? null : target.get(key.targetColumns().get(position)));
                if (!column.notNull()) {
                    reference.add(null);
                }
                return reference;
            }
        }
        if (column.isIdentity() || column.hasDefault() && !FILLED.contains(column.type())) {
            return List.of();
        }
        var candidates = new ArrayList<@Nullable String>(
                column.choices().isEmpty() ? byType(table, column, tenant) : column.choices());
        if (!column.notNull()) {
            candidates.add(null);
        }
        return candidates;
    }

    private static @Nullable String identity(Table table, Table.Column column, Tenant tenant) {
        return switch (table.name() + "." + column.name()) {
            case "public.organizations.id" -> tenant.organization().toString();
            case "auth.users.id" -> tenant.user().toString();
            // So that there is a job, and none that goes on for ever.
            case "public.imports.state" -> "completed";
            case "public.workflow_execution_logs.execution_end" ->
                "2000-01-01T00:00:00.%06dZ".formatted(Math.floorMod(tenant.organization().hashCode(), 1_000_000));
            default -> switch (column.name()) {
                case "organization_id" -> tenant.organization().toString();
                case "user_id" -> tenant.user().toString();
                default -> null;
            };
        };
    }

    private List<@Nullable String> byType(Table table, Table.Column column, Tenant tenant) {
        var word = tenant.canary() + "-" + column.name().replace('_', '-') + "-" + random.nextInt(1_000_000);
        return switch (column.type()) {
            case "text", "citext" -> List.of(
                    TEXTS.getOrDefault(table.name() + "." + column.name(), "%s").formatted(word),
                    word + "@example.test", "https://example.test/" + word);
            case "text[]" -> List.of(
                    "{" + TEXTS.getOrDefault(table.name() + "." + column.name(), "%s").formatted(word) + "}", "{}");
            case "jsonb" ->
                List.of(TEXTS.getOrDefault(table.name() + "." + column.name(),
                        FORMS.getOrDefault(column.name().replace("template_json", "workflow_json"),
                                "{\"canary\": \"%s\"}"))
                        .formatted(word), "[]", "{}");
            case "bytea" -> List.of(
                    "\\x" + HexFormat.of().formatHex(word.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            case "uuid" -> List.of(UUID.randomUUID().toString());
            case "uuid[]", "bigint[]", "integer[]" -> List.of("{}");
            case "smallint", "integer", "bigint", "numeric" ->
                List.of("1", "0", "50", Integer.toString(random.nextInt(1000)));
            case "boolean" -> List.of("false", "true");
            case "timestamp with time zone" ->
                column.notNull() ? List.of(FAR_AHEAD, "2000-01-01T00:00:00Z") : List.of();
            case "date" -> List.of("2030-01-01");
            case "time without time zone" -> List.of("12:00");
            case "interval" -> List.of("1 day");
            case "inet" -> List.of(address(tenant));
            default -> throw new IllegalStateException("no value is known for the type " + column.type());
        };
    }

    /** From which the tenant is reached: its own, as far as there are as many. */
    static String address(Tenant tenant) {
        var hash = Math.floorMod(tenant.organization().hashCode(), 1 << 17);
        return "198.%d.%d.%d".formatted(18 + (hash >> 16), hash >> 8 & 0xff, hash & 0xff);
    }

    private static List<@Nullable String> nothing() {
        return one(null);
    }

    private static List<@Nullable String> one(@Nullable String value) {
        var one = new ArrayList<@Nullable String>();
        one.add(value);
        return one;
    }
}
