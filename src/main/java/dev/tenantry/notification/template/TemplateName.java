package dev.tenantry.notification.template;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tenantry.notification.Channel;

/** The templates that there are, and what each may have filled in. */
enum TemplateName {

    CONFIRMATION(Channel.EMAIL, List.of("link", "token"), "email"),
    RECOVERY(Channel.EMAIL, List.of("link", "token"), "email"),
    MAGIC_LINK(Channel.EMAIL, List.of("link", "token"), "email"),
    EMAIL_CHANGE(Channel.EMAIL, List.of("link", "token"), "email", "newEmail"),
    REAUTHENTICATION(Channel.EMAIL, List.of("token"), "email"),
    INVITE(Channel.EMAIL, List.of("link", "token"), "email"),
    ORGANIZATION_INVITATION(Channel.EMAIL, List.of("link"), "email", "expiresAt", "inviter", "message", "organization",
            "role"),
    SECURITY_ALERT(Channel.EMAIL, List.of(), "detail", "email", "time", "title"),
    AGENT_FINDINGS(Channel.EMAIL, List.of(), "agent", "count", "email", "findings", "summary"),
    APPROVAL_REQUESTED(Channel.EMAIL, List.of("link"), "about", "email", "id", "message", "organization", "step",
            "until", "workflow"),
    APPROVAL_ESCALATED(Channel.EMAIL, List.of("link"), "about", "asked", "email", "id", "message", "organization",
            "since", "step", "until", "workflow"),
    APPROVALS_COLLECTED(Channel.EMAIL, List.of("questions"), "count", "email", "organization"),
    MEMBER_STILL_NAMED(Channel.EMAIL, List.of(), "email", "member", "organization", "workflows"),
    WEBHOOK_DISABLED(Channel.EMAIL, List.of(), "email", "reason", "url"),
    EVENT_INVITATION(Channel.EMAIL, List.of(), "conference", "description", "email", "organizer", "place",
            "recurrence", "title", "until", "when"),
    EVENT_UPDATE(Channel.EMAIL, List.of(), "conference", "description", "email", "organizer", "place", "recurrence",
            "title", "until", "when"),
    BOOKING_INVITATION(Channel.EMAIL, List.of("link"), "conference", "description", "email", "organizer", "place",
            "recurrence", "title", "until", "when"),
    BOOKING_UPDATE(Channel.EMAIL, List.of("link"), "conference", "description", "email", "organizer", "place",
            "recurrence", "title", "until", "when"),
    BOOKING_NOTICE(Channel.EMAIL, List.of(), "address", "by", "change", "conference", "email", "guest", "place",
            "title",
            "when"),
    BOOKING_HOST_LEFT(Channel.EMAIL, List.of(), "email", "member", "pages"),
    EVENT_CANCELLATION(Channel.EMAIL, List.of(), "email", "organizer", "title", "when"),
    EVENT_REMINDER(Channel.EMAIL, List.of(), "conference", "email", "message", "place", "title", "when"),
    DAILY_DIGEST(Channel.EMAIL, List.of("link"), "date", "email", "items", "organization"),
    GOOGLE_CALENDAR_STOPPED(Channel.EMAIL, List.of(), "calendar", "email", "reason"),
    QUOTE_SENT(Channel.EMAIL, List.of("link"), "email", "message", "number", "organization", "recipient", "replaces",
            "title", "total", "until"),
    QUOTE_ACCEPTED(Channel.EMAIL, List.of(), "comment", "email", "name", "number", "stays", "title", "total"),
    QUOTE_DECLINED(Channel.EMAIL, List.of(), "comment", "email", "name", "number", "title", "total"),
    FORM_CONFIRMATION(Channel.EMAIL, List.of("link"), "days", "email", "form", "organization"),
    FORM_SUBMITTED(Channel.EMAIL, List.of(), "answers", "email", "form", "organization"),
    QUOTA_ALERT(Channel.EMAIL, List.of(), "beyond", "email", "limit", "message", "organization", "percent", "policy",
            "state", "subject", "unit", "until", "whose"),
    ADDRESS_NOTICE(Channel.EMAIL, List.of(), "address", "by", "description", "email", "more", "organization", "reason",
            "title", "until"),
    SECURITY_EVENT(Channel.EMAIL, List.of(), "address", "description", "email", "id", "key", "mitigations",
            "organization", "person", "severity", "type", "until"),
    SECURITY_EVENT_BACKLOG(Channel.EMAIL, List.of(), "count", "email", "organization"),
    SECURITY_EVENT_ASSIGNED(Channel.EMAIL, List.of(), "by", "description", "email", "id", "notes", "organization",
            "severity", "type"),
    SMS_OTP(Channel.SMS, List.of("token"), "phone");

    private final Channel channel;
    private final List<String> secrets;
    private final List<String> placeholders;

    /** @param secrets what lets in whoever reads it */
    TemplateName(Channel channel, List<String> secrets, String... others) {
        this.channel = channel;
        this.secrets = secrets;
        this.placeholders = Stream.concat(secrets.stream(), Arrays.stream(others)).sorted().toList();
    }

    static Optional<TemplateName> find(String code) {
        return Arrays.stream(values()).filter(name -> name.code().equals(code)).findFirst();
    }

    /** @throws IllegalArgumentException where there is none: what names templates is our own code */
    static TemplateName of(String code) {
        return find(code).orElseThrow(() -> new IllegalArgumentException("no template is called " + code));
    }

    /** As it is called in addresses and rows: {@code magic-link}. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Channel channel() {
        return channel;
    }

    List<String> secrets() {
        return secrets;
    }

    /** Which of these stand for words of ours, in English. */
    List<String> words() {
        return switch (this) {
            case BOOKING_NOTICE -> List.of("by", "change");
            case SECURITY_ALERT -> List.of("title");
            case ADDRESS_NOTICE -> List.of("more", "title");
            case QUOTA_ALERT -> List.of("beyond", "state", "unit", "whose");
            case SECURITY_EVENT -> List.of("description", "mitigations", "severity", "type");
            case SECURITY_EVENT_ASSIGNED -> List.of("description", "severity", "type");
            default -> List.of();
        };
    }

    /** Which of these are instants, as the reader writes them. */
    List<String> moments() {
        return switch (this) {
            case SECURITY_ALERT -> List.of("time");
            case QUOTA_ALERT, ADDRESS_NOTICE, SECURITY_EVENT -> List.of("until");
            default -> List.of();
        };
    }

    /** Which of these may have several lines. */
    List<String> texts() {
        return switch (this) {
            case ORGANIZATION_INVITATION, APPROVAL_REQUESTED, APPROVAL_ESCALATED, EVENT_REMINDER, QUOTE_SENT ->
                List.of("message");
            case SECURITY_ALERT -> List.of("detail");
            case AGENT_FINDINGS -> List.of("findings", "summary");
            case APPROVALS_COLLECTED -> List.of("questions");
            case MEMBER_STILL_NAMED -> List.of("workflows");
            case EVENT_INVITATION, EVENT_UPDATE, BOOKING_INVITATION, BOOKING_UPDATE -> List.of("description");
            case DAILY_DIGEST -> List.of("items");
            case BOOKING_HOST_LEFT -> List.of("pages");
            case QUOTE_ACCEPTED, QUOTE_DECLINED -> List.of("comment");
            case FORM_SUBMITTED -> List.of("answers");
            case SECURITY_EVENT_ASSIGNED -> List.of("notes");
            default -> List.of();
        };
    }

    List<String> placeholders() {
        return placeholders;
    }
}
