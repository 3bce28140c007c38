package dev.tenantry.notification.email;

import java.util.UUID;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;

/**
 * The outbox: every mail that workflows sent, or would have sent. Their texts hold what workflows can read, and a filter finds
 * what they hold, so it takes the right to read all of it. Of a mail of a run that holds what the caller may not see ({@code lacking}) there is neither
 * whom it is to nor what it says, and no filter of these finds it.
 */
@RestController
@RequestMapping("/api/v1/outbound-emails")
@Resource("workflows")
class OutboundEmailController {

    private static final String CONTACTS = "contacts:read";
    private static final String COMPANIES = "companies:read";
    private static final String OPPORTUNITIES = "opportunities:read";
    private static final String LEADS = "leads:read";
    private static final String TASKS = "tasks:read";
    private static final String NOTES = "notes:read";
    private static final String PRODUCTS = "products:read";
    private static final String EVENTS = "events:read";
    private static final String PROJECTS = "projects:read";
    private static final String MILESTONES = "milestones:read";
    private static final String EMAILS = "emails:read";
    private static final String FORMS = "forms:read";
    private static final String TAGS = "tags:read";
    private static final String TEAMS = "teams:read";
    private static final String LOST_REASONS = "lost-reasons:read";
    private static final String PRICE_LISTS = "price-lists:read";
    private static final String EXCHANGE_RATES = "exchange-rates:read";
    private static final String FORECAST_TARGETS = "forecast-targets:read";
    private static final String ASSIGNMENT_RULES = "assignment-rules:read";
    private static final String MEMBER_ABSENCES = "member-absences:read";
    private static final String BOOKING_PAGES = "booking-pages:read";
    private static final String PROJECT_TEMPLATES = "project-templates:read";

    private final OutboundEmailService mails;

    OutboundEmailController(OutboundEmailService mails) {
        this.mails = mails;
    }

    @GetMapping
    @RequiresPermission({"read", CONTACTS, COMPANIES, OPPORTUNITIES, LEADS, TASKS, NOTES, PRODUCTS, EVENTS, PROJECTS,
        MILESTONES, EMAILS, FORMS, TAGS, TEAMS, LOST_REASONS, PRICE_LISTS, EXCHANGE_RATES, FORECAST_TARGETS,
        ASSIGNMENT_RULES, MEMBER_ABSENCES, BOOKING_PAGES, PROJECT_TEMPLATES})
    Page<OutboundEmailResponse> list(ListRequest request) {
        return mails.list(request);
    }

    @GetMapping("/{id}")
    @RequiresPermission({"read", CONTACTS, COMPANIES, OPPORTUNITIES, LEADS, TASKS, NOTES, PRODUCTS, EVENTS, PROJECTS,
        MILESTONES, EMAILS, FORMS, TAGS, TEAMS, LOST_REASONS, PRICE_LISTS, EXCHANGE_RATES, FORECAST_TARGETS,
        ASSIGNMENT_RULES, MEMBER_ABSENCES, BOOKING_PAGES, PROJECT_TEMPLATES})
    OutboundEmailResponse get(@PathVariable UUID id) {
        return mails.get(id);
    }
}
