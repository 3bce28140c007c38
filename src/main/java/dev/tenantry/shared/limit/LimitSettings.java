package dev.tenantry.shared.limit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often something may be done. A source is a client's IPv4 address or its IPv6 network of 64 bits, an address also a
 * telephone number.
 *
 * @param signInsPerSource      wrong passwords
 * @param signUpsPerSource      accounts
 * @param refusalsPerSource     entries of the audit log on refused sign-ins through other identity providers
 * @param codesPerAddress       wrong guesses at codes that were sent
 * @param codesPerSource        the same
 * @param sendsPerAddress       mails and text messages to somebody who need not have asked for them
 * @param mailsPerSource        mails that somebody asks for
 * @param smsPerSource          text messages that somebody asks for
 * @param organizationsPerPerson organizations that somebody makes, each of which has quotas of its own
 * @param sendsPerAccount       mails and text messages that somebody asks for who is signed in
 * @param addressChangesPerAccount other addresses and numbers that somebody asks to have
 * @param invitationsPerAddress mails of an organization to somebody invited
 * @param mailsPerOrganization  mails of an organization to those invited, reminders to these, and receivers of what its members write
 * @param remindersPerOrganization reminders of events by WhatsApp
 * @param workflowMailsPerOrganization receivers of mails that its workflows send
 * @param receiversPerMember    receivers of mails that a member writes
 * @param approvalMailsPerMember mails of an organization that ask a member something
 * @param workflowTextsPerOrganization text messages, WhatsApp's too, that its workflows send by what the platform offers
 * @param offeredCallsPerOrganization whatever else it has done by what the platform offers: a language model's answers, posts
 * @param testMessagesPerOrganization messages that show that an integration sends some
 * @param webhooksPerReceiver   messages of a source to an address of webhooks
 * @param calendarReadsPerSource feeds of calendars that are read
 * @param exportLinksPerSource links of exports that are followed
 * @param quoteLinksPerSource links of quotes that are opened or answered by
 * @param bookingPagesPerSource booking pages, and bookings by their links, that are opened or changed
 * @param bookingsPerSource  attempts to book
 * @param bookingsPerPage   bookings by a page, whoever books
 * @param bookingMailsPerAddress mails of an organization to an address by which somebody books, or moves what was booked
 * @param bookingMailsPerOrganization the same, and those to the hosts besides
 * @param capturedMailsPerAddress mails that come to a member's address for mails to be captured
 * @param capturedKilobytesPerAddress how much there is in these
 * @param capturedKilobytesPerOrganization the same to all of an organization's members, half of it in answers
 * @param answersPerMail        mails that come to the address that a member's mail has for its answers
 * @param answerKilobytesPerMail how much there is in these
 * @param formPagesPerSource    pages of forms that are shown or sent
 * @param formSubmissionsPerSource submissions of a form, of which the form may admit fewer before it takes them for spam
 * @param formSubmissionsPerForm submissions of a form, whoever sends them
 * @param formMailsPerAddress   mails of an organization that ask somebody to confirm the address
 * @param formMailsPerOrganization the same, to whomever
 * @param formNoticesPerMember  mails that tell a member what was sent by forms
 */
@ConfigurationProperties("tenantry.limits")
public record LimitSettings(
        @DefaultValue("200/15m") Quota signInsPerSource,
        @DefaultValue("600/1h") Quota signUpsPerSource,
        @DefaultValue("60/1h") Quota refusalsPerSource,
        @DefaultValue("10/1h") Quota codesPerAddress,
        @DefaultValue("100/1h") Quota codesPerSource,
        @DefaultValue("20/1h") Quota sendsPerAddress,
        @DefaultValue("300/1h") Quota mailsPerSource,
        @DefaultValue("60/1h") Quota smsPerSource,
        @DefaultValue("20/1d") Quota organizationsPerPerson,
        @DefaultValue("30/1h") Quota sendsPerAccount,
        @DefaultValue("20/1h") Quota addressChangesPerAccount,
        @DefaultValue("3/10m") Quota invitationsPerAddress,
        @DefaultValue("500/1h") Quota mailsPerOrganization,
        @DefaultValue("20000/1h") Quota remindersPerOrganization,
        @DefaultValue("2000/1h") Quota workflowMailsPerOrganization,
        @DefaultValue("200/1h") Quota receiversPerMember,
        @DefaultValue("20/1h") Quota approvalMailsPerMember,
        @DefaultValue("500/1h") Quota workflowTextsPerOrganization,
        @DefaultValue("500/1h") Quota offeredCallsPerOrganization,
        @DefaultValue("30/1h") Quota testMessagesPerOrganization,
        @DefaultValue("600/1m") Quota webhooksPerReceiver,
        @DefaultValue("600/1m") Quota calendarReadsPerSource,
        @DefaultValue("60/1m") Quota exportLinksPerSource,
        @DefaultValue("600/1m") Quota quoteLinksPerSource,
        @DefaultValue("600/1m") Quota bookingPagesPerSource,
        @DefaultValue("60/1h") Quota bookingsPerSource,
        @DefaultValue("300/1h") Quota bookingsPerPage,
        @DefaultValue("6/1h") Quota bookingMailsPerAddress,
        @DefaultValue("1000/1h") Quota bookingMailsPerOrganization,
        @DefaultValue("1000/1h") Quota capturedMailsPerAddress,
        @DefaultValue("500000/1d") Quota capturedKilobytesPerAddress,
        @DefaultValue("5000000/1d") Quota capturedKilobytesPerOrganization,
        @DefaultValue("50/1d") Quota answersPerMail,
        @DefaultValue("50000/1d") Quota answerKilobytesPerMail,
        @DefaultValue("600/1m") Quota formPagesPerSource,
        @DefaultValue("1000/1h") Quota formSubmissionsPerSource,
        @DefaultValue("5000/1h") Quota formSubmissionsPerForm,
        @DefaultValue("3/1h") Quota formMailsPerAddress,
        @DefaultValue("1000/1h") Quota formMailsPerOrganization,
        @DefaultValue("60/1h") Quota formNoticesPerMember) {}
