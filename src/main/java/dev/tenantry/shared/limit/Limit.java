package dev.tenantry.shared.limit;

import java.util.Locale;
import java.util.function.Function;

/** What is limited, and by what. */
public enum Limit {
    SIGN_INS_PER_SOURCE(LimitSettings::signInsPerSource),
    SIGN_UPS_PER_SOURCE(LimitSettings::signUpsPerSource),
    REFUSALS_PER_SOURCE(LimitSettings::refusalsPerSource),
    CODES_PER_ADDRESS(LimitSettings::codesPerAddress),
    CODES_PER_SOURCE(LimitSettings::codesPerSource),
    SENDS_PER_ADDRESS(LimitSettings::sendsPerAddress),
    MAILS_PER_SOURCE(LimitSettings::mailsPerSource),
    SMS_PER_SOURCE(LimitSettings::smsPerSource),
    ORGANIZATIONS_PER_PERSON(LimitSettings::organizationsPerPerson),
    SENDS_PER_ACCOUNT(LimitSettings::sendsPerAccount),
    ADDRESS_CHANGES_PER_ACCOUNT(LimitSettings::addressChangesPerAccount),
    INVITATIONS_PER_ADDRESS(LimitSettings::invitationsPerAddress),
    MAILS_PER_ORGANIZATION(LimitSettings::mailsPerOrganization),
    REMINDERS_PER_ORGANIZATION(LimitSettings::remindersPerOrganization),
    WORKFLOW_MAILS_PER_ORGANIZATION(LimitSettings::workflowMailsPerOrganization),
    RECEIVERS_PER_MEMBER(LimitSettings::receiversPerMember),
    APPROVAL_MAILS_PER_MEMBER(LimitSettings::approvalMailsPerMember),
    WORKFLOW_TEXTS_PER_ORGANIZATION(LimitSettings::workflowTextsPerOrganization),
    OFFERED_CALLS_PER_ORGANIZATION(LimitSettings::offeredCallsPerOrganization),
    TEST_MESSAGES_PER_ORGANIZATION(LimitSettings::testMessagesPerOrganization),
    WEBHOOKS_PER_RECEIVER(LimitSettings::webhooksPerReceiver),
    CALENDAR_READS_PER_SOURCE(LimitSettings::calendarReadsPerSource),
    EXPORT_LINKS_PER_SOURCE(LimitSettings::exportLinksPerSource),
    QUOTE_LINKS_PER_SOURCE(LimitSettings::quoteLinksPerSource),
    BOOKING_PAGES_PER_SOURCE(LimitSettings::bookingPagesPerSource),
    BOOKINGS_PER_SOURCE(LimitSettings::bookingsPerSource),
    BOOKINGS_PER_PAGE(LimitSettings::bookingsPerPage),
    BOOKING_MAILS_PER_ADDRESS(LimitSettings::bookingMailsPerAddress),
    BOOKING_MAILS_PER_ORGANIZATION(LimitSettings::bookingMailsPerOrganization),
    CAPTURED_MAILS_PER_ADDRESS(LimitSettings::capturedMailsPerAddress),
    CAPTURED_KILOBYTES_PER_ADDRESS(LimitSettings::capturedKilobytesPerAddress),
    CAPTURED_KILOBYTES_PER_ORGANIZATION(LimitSettings::capturedKilobytesPerOrganization),
    ANSWERS_PER_MAIL(LimitSettings::answersPerMail),
    ANSWER_KILOBYTES_PER_MAIL(LimitSettings::answerKilobytesPerMail),
    FORM_PAGES_PER_SOURCE(LimitSettings::formPagesPerSource),
    FORM_SUBMISSIONS_PER_SOURCE(LimitSettings::formSubmissionsPerSource),
    FORM_SUBMISSIONS_PER_FORM(LimitSettings::formSubmissionsPerForm),
    FORM_MAILS_PER_ADDRESS(LimitSettings::formMailsPerAddress),
    FORM_MAILS_PER_ORGANIZATION(LimitSettings::formMailsPerOrganization),
    FORM_NOTICES_PER_MEMBER(LimitSettings::formNoticesPerMember);

    private final Function<LimitSettings, Quota> quota;

    Limit(Function<LimitSettings, Quota> quota) {
        this.quota = quota;
    }

    /** As refusals call it: {@code sign-ins-per-source}. */
    public String told() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it counts together: {@code source}. */
    String scope() {
        return told().substring(told().lastIndexOf('-') + 1);
    }

    Quota quota(LimitSettings settings) {
        return quota.apply(settings);
    }
}
