package dev.tenantry.crm;

import java.util.List;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.record.Link;
import dev.tenantry.shared.record.LinkDeclaration;

import static dev.tenantry.shared.record.LinkRule.DELETE_UNHELD;
import static dev.tenantry.shared.record.LinkRule.HAND_OVER;
import static dev.tenantry.shared.record.LinkRule.KEEP;
import static dev.tenantry.shared.record.LinkRule.PART;
import static dev.tenantry.shared.record.LinkRule.REFUSE;
import static dev.tenantry.shared.record.LinkRule.UNLINK;

/** What records of customer relations refer to, and what becomes of it. */
@Component
class CrmLinks implements LinkDeclaration {

    private static final String MEMBERS = "organization_members";

    @Override
    public List<Link> links() {
        return Stream.of(records(), leads(), subjects("tasks"), subjects("notes"), work(), calendar(), bookings(),
                mails(), forms(), imports())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Link> records() {
        return List.of(new Link("companies", "parent_id", "companies", UNLINK),
                new Link("contacts", "company_id", "companies", UNLINK),
                new Link("contacts", "owner_id", MEMBERS, HAND_OVER),
                new Link("opportunities", "contact_id", "contacts", UNLINK),
                new Link("opportunities", "company_id", "companies", UNLINK),
                new Link("opportunities", "owner_id", MEMBERS, HAND_OVER),
                new Link("opportunities", "lost_reason_id", "lost_reasons", REFUSE),
                new Link("opportunities", "stage", "pipeline_stages", REFUSE),
                new Link("opportunity_stage_history", "opportunity_id", "opportunities", PART),
                new Link("opportunity_history", "opportunity_id", "opportunities", PART),
                new Link("opportunity_line_items", "opportunity_id", "opportunities", PART),
                new Link("opportunity_line_items", "product_id", "products", UNLINK),
                new Link("quotes", "opportunity_id", "opportunities", PART),
                new Link("quotes", "contact_id", "contacts", UNLINK),
                new Link("quote_lines", "quote_id", "quotes", PART),
                new Link("product_prices", "product_id", "products", PART),
                new Link("product_prices", "price_list_id", "price_lists", PART),
                new Link("forecast_targets", "owner_id", MEMBERS, KEEP),
                new Link("forecast_targets", "team_id", "teams", DELETE_UNHELD),
                new Link("pipeline_stages", "pipeline_id", "pipelines", PART),
                new Link("pipeline_stages", "project_template_id", "project_templates", REFUSE),
                new Link("pipeline_stages", "project_template_by", MEMBERS, KEEP),
                new Link("deal_projects", "opportunity_id", "opportunities", PART),
                new Link("projects", "user_id", MEMBERS, HAND_OVER),
                new Link("projects", "contact_id", "contacts", UNLINK),
                new Link("projects", "company_id", "companies", UNLINK),
                new Link("projects", "opportunity_id", "opportunities", UNLINK),
                new Link("project_members", "project_id", "projects", PART),
                new Link("project_members", "user_id", MEMBERS, PART),
                new Link("milestones", "project_id", "projects", DELETE_UNHELD),
                new Link("taggings", "tag_id", "tags", PART));
    }

    private static List<Link> leads() {
        return List.of(new Link("leads", "owner_id", MEMBERS, HAND_OVER),
                new Link("leads", "converted_by", MEMBERS, KEEP),
                new Link("leads", "contact_id", "contacts", UNLINK),
                new Link("leads", "company_id", "companies", UNLINK),
                new Link("leads", "opportunity_id", "opportunities", UNLINK),
                new Link("lead_conversion_changes", "lead_id", "leads", PART),
                new Link("assignment_rules", "team_id", "teams", UNLINK),
                new Link("assignment_turns", "rule_id", "assignment_rules", PART),
                new Link("assignment_turns", "user_id", MEMBERS, PART),
                new Link("member_absences", "member_id", MEMBERS, PART));
    }

    /** A task or a note is there as long as one of those is whom or what it is about. */
    private static List<Link> subjects(String table) {
        return List.of(new Link(table, "contact_id", "contacts", DELETE_UNHELD),
                new Link(table, "company_id", "companies", DELETE_UNHELD),
                new Link(table, "opportunity_id", "opportunities", DELETE_UNHELD),
                new Link(table, "lead_id", "leads", DELETE_UNHELD));
    }

    private static List<Link> work() {
        return List.of(new Link("views", "owner_id", MEMBERS, PART), new Link("views", "author_id", MEMBERS, KEEP),
                new Link("followers", "user_id", MEMBERS, PART),
                new Link("tasks", "assignee_id", MEMBERS, HAND_OVER),
                new Link("tasks", "project_id", "projects", DELETE_UNHELD),
                new Link("tasks", "milestone_id", "milestones", UNLINK),
                new Link("tasks", "parent_id", "tasks", UNLINK),
                new Link("task_assignees", "task_id", "tasks", PART),
                new Link("task_assignees", "user_id", MEMBERS, PART),
                new Link("task_dependencies", "task_id", "tasks", PART),
                new Link("task_dependencies", "blocker_id", "tasks", PART),
                new Link("notes", "author_id", MEMBERS, KEEP), new Link("outbound_emails", "email_id", "emails", PART),
                new Link("outbound_emails", "member_id", MEMBERS, PART),
                new Link("email_signatures", "user_id", MEMBERS, PART));
    }

    private static List<Link> calendar() {
        return List.of(new Link("crm_events", "contact_id", "contacts", UNLINK),
                new Link("crm_events", "company_id", "companies", UNLINK),
                new Link("crm_events", "opportunity_id", "opportunities", UNLINK),
                new Link("crm_events", "series_id", "crm_events", DELETE_UNHELD),
                new Link("crm_events", "owner_id", MEMBERS, HAND_OVER),
                new Link("crm_events", "private_to", MEMBERS, PART),
                new Link("event_attendees", "event_id", "crm_events", PART),
                new Link("event_attendees", "contact_id", "contacts", PART),
                new Link("event_attendees", "member_id", MEMBERS, PART),
                new Link("event_attendees", "private_to", MEMBERS, PART),
                new Link("event_updates", "event_id", "crm_events", PART),
                new Link("daily_digests", "user_id", MEMBERS, PART),
                new Link("event_reminder_rules", "event_id", "crm_events", PART),
                new Link("event_reminder_rules", "private_to", MEMBERS, PART),
                new Link("event_reminders", "crm_event_id", "crm_events", PART),
                new Link("event_reminders", "member_id", MEMBERS, PART),
                new Link("event_reminders", "contact_id", "contacts", PART),
                new Link("event_reminders", "private_to", MEMBERS, PART),
                new Link("calendar_feeds", "user_id", MEMBERS, PART),
                new Link("google_calendars", "user_id", MEMBERS, PART),
                new Link("google_event_links", "user_id", MEMBERS, PART),
                new Link("google_event_links", "calendar_id", "google_calendars", PART));
    }

    private static List<Link> bookings() {
        return List.of(new Link("booking_pages", "owner_id", MEMBERS, HAND_OVER),
                new Link("booking_pages", "team_id", "teams", UNLINK),
                new Link("bookings", "page_id", "booking_pages", PART),
                new Link("bookings", "event_id", "crm_events", PART),
                new Link("bookings", "contact_id", "contacts", PART));
    }

    private static List<Link> mails() {
        return List.of(new Link("email_links", "contact_id", "contacts", PART),
                new Link("email_links", "company_id", "companies", PART),
                new Link("email_links", "opportunity_id", "opportunities", PART),
                new Link("email_references", "thread_id", "email_threads", PART),
                new Link("emails", "thread_id", "email_threads", REFUSE),
                new Link("email_bodies", "email_id", "emails", PART),
                new Link("email_participants", "email_id", "emails", PART),
                new Link("email_links", "email_id", "emails", PART),
                new Link("email_attachments", "email_id", "emails", PART),
                new Link("email_attachments", "sha256", "email_contents", REFUSE),
                new Link("email_content_parts", "sha256", "email_contents", PART),
                new Link("email_participants", "member_id", MEMBERS, KEEP),
                new Link("emails", "captured_by", MEMBERS, KEEP),
                new Link("email_mailboxes", "user_id", MEMBERS, PART));
    }

    private static List<Link> forms() {
        return List.of(new Link("forms", "published_by", MEMBERS, KEEP),
                new Link("form_versions", "form_id", "forms", PART),
                new Link("form_versions", "published_by", MEMBERS, KEEP),
                new Link("form_submissions", "form_id", "forms", PART),
                new Link("form_submissions", "lead_id", "leads", PART));
    }

    private static List<Link> imports() {
        return List.of(new Link("imports", "uploaded_by", MEMBERS, KEEP), new Link("imports", "run_by", MEMBERS, KEEP),
                new Link("import_file_parts", "import_id", "imports", PART),
                new Link("import_errors", "import_id", "imports", PART),
                new Link("import_waiting_rows", "import_id", "imports", PART),
                new Link("import_queue", "id", "imports", PART));
    }
}
