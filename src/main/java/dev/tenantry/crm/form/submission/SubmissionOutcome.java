package dev.tenantry.crm.form.submission;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.crm.form.ConsentKind;
import dev.tenantry.crm.form.FieldTarget;
import dev.tenantry.crm.form.FormConversion;
import dev.tenantry.crm.form.FormHandling;
import dev.tenantry.crm.form.FormRights;
import dev.tenantry.crm.form.PublishedForm;
import dev.tenantry.crm.lead.CapturedConversion;
import dev.tenantry.crm.lead.CapturedConversion.Outcome;
import dev.tenantry.crm.lead.CapturedLead;
import dev.tenantry.crm.lead.ConversionRequest;
import dev.tenantry.crm.lead.LeadConversionIntake;
import dev.tenantry.crm.lead.LeadIntake;
import dev.tenantry.crm.lead.MatchReason;
import dev.tenantry.notification.ConsentJournal;
import dev.tenantry.notification.ContactChannel;
import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.money.Currencies;
import dev.tenantry.shared.money.Money;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.text.Texts;
import dev.tenantry.tenancy.Authority;
import dev.tenantry.tenancy.Localizations;

/** What a submission becomes that counts: consents, and a lead where the form is to make one. In the current transaction. */
@Component
class SubmissionOutcome {

    private static final int LONGEST_SOURCE = 200;
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_REASON = 500;

    private final ConsentJournal consents;
    private final LeadIntake leads;
    private final LeadConversionIntake conversions;
    private final Authority authority;
    private final Localizations localizations;

    SubmissionOutcome(ConsentJournal consents, LeadIntake leads, LeadConversionIntake conversions,
            Authority authority, Localizations localizations) {
        this.consents = consents;
        this.leads = leads;
        this.conversions = conversions;
        this.authority = authority;
        this.localizations = localizations;
    }

    /** @return the lead, and what has come of it; null where there is none @throws ProblemException 403 where whoever published the form may not make now what is to be made; 422 */
    @Nullable
    Outcome of(FormSubmission submission, PublishedForm form) {
        grant(submission, form);
        return switch (form.content().becoming()) {
            case KEEP -> null;
            case LEAD -> lead(submission, form);
            case CONVERT -> converted(submission, form);
        };
    }

    /**
     * A lead that is not converted.
     *
     * @param why it cannot be
     * @throws ProblemException 403; 409 where the form makes something else; 422
     */
    Outcome lead(FormSubmission submission, PublishedForm form, String why) {
        if (form.content().becoming() != FormHandling.CONVERT) {
            throw ProblemException.conflict("the form converts nobody");
        }
        grant(submission, form);
        return new Outcome(lead(submission, form).leadId(), List.of(),
                Texts.shown("it is a lead alone, as it could not be converted: " + why, LONGEST_REASON));
    }

    private void grant(FormSubmission submission, PublishedForm form) {
        var email = submission.getEmail();
        var confirmed = submission.getConfirmedAt();
        if (email != null && confirmed != null) {
            submission.getConsents()
                    .stream()
                    .filter(one -> one.given() && one.purpose() == ConsentKind.MARKETING)
                    .forEach(one -> {
                        demand(form, FormRights.TO_RECORD_CONSENTS);
                        consents.granted(ContactChannel.EMAIL, email, one.text(), evidence(submission, form),
                                confirmed);
                    });
        }
    }

    private void demand(PublishedForm form, String right) {
        demand(form, List.of(right));
    }

    private void demand(PublishedForm form, List<String> rights) {
        authority.missing(form.publishedBy(), rights).stream().findFirst().ifPresent(missing -> {
            throw ProblemException.forbidden(missing);
        });
    }

    private static String evidence(FormSubmission submission, PublishedForm form) {
        var told = Texts.shown(form.name(), LONGEST_NAME) + ", version " + form.version() + ", submission "
                + submission.getId() + " from " + submission.getSubmittedFrom() + ", confirmed from "
                + submission.getConfirmedFrom();
        return Texts.shown(told, LONGEST_SOURCE);
    }

    private Outcome lead(FormSubmission submission, PublishedForm form) {
        demand(form, FormRights.TO_MAKE_LEADS);
        return new Outcome(leads.capture(captured(submission, form)), List.of(), null);
    }

    private Outcome converted(FormSubmission submission, PublishedForm form) {
        var wanted = form.content().converting();
        demand(form, FormRights.toConvert(wanted));
        var deal = wanted.opportunity();
        return conversions.capture(captured(submission, form), new CapturedConversion(
                wanted.rules().stream().map(rule -> MatchReason.valueOf(rule.name())).toList(), wanted.hasCompany(),
                deal == null ? null : deal(deal, submission, form), submission.getConfirmedAt() != null));
    }

    /** What is answered goes before what the form says of all its deals. */
    private ConversionRequest.Deal deal(FormConversion.Deal said, FormSubmission submission, PublishedForm form) {
        var name = told(form, submission, FieldTarget.OPPORTUNITY_NAME);
        var product = told(form, submission, FieldTarget.OPPORTUNITY_PRODUCT);
        var amount = told(form, submission, FieldTarget.OPPORTUNITY_AMOUNT);
        var closing = told(form, submission, FieldTarget.OPPORTUNITY_EXPECTED_CLOSE_ON);
        return new ConversionRequest.Deal(name == null ? said.name() : name, said.pipelineId(), said.stage(),
                amount == null ? null : money(new BigDecimal(amount), said.currency()),
                product == null ? said.product() : product, null, closing == null ? null : LocalDate.parse(closing));
    }

    /** As much as can be paid: people write more decimals than a currency has. */
    private Money money(BigDecimal amount, @Nullable String currency) {
        var code = currency == null ? localizations.ofOrganization().currency() : currency;
        return new Money(amount.setScale(Currencies.decimals(code), RoundingMode.HALF_UP), code);
    }

    private static CapturedLead captured(FormSubmission submission, PublishedForm form) {
        var origin = submission.getOrigin();
        return new CapturedLead(name(form, submission.getAnswers()),
                told(form, submission, FieldTarget.EMAIL), told(form, submission, FieldTarget.PHONE),
                told(form, submission, FieldTarget.COMPANY), host(told(form, submission, FieldTarget.WEBSITE)),
                told(form, submission, FieldTarget.JOB_TITLE), told(form, submission, FieldTarget.MESSAGE),
                Texts.shown(form.name(), 100), origin.get("utm_source"), origin.get("utm_medium"),
                origin.get("utm_campaign"), origin.get("utm_term"), origin.get("utm_content"),
                origin.get("referrer"), origin.get("page"));
    }

    private static @Nullable String told(PublishedForm form, FormSubmission submission, FieldTarget target) {
        return Answers.told(form.content().targets(), submission.getAnswers(), target);
    }

    private static @Nullable String name(PublishedForm form, JsonNode answers) {
        var targets = form.content().targets();
        var whole = Answers.told(targets, answers, FieldTarget.NAME);
        var parts = Stream.of(FieldTarget.FIRST_NAME, FieldTarget.LAST_NAME)
                .map(target -> Answers.told(targets, answers, target))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        return whole == null && !parts.isEmpty() ? parts : whole;
    }

    /** What is no host stays among the answers alone. */
    private static @Nullable String host(@Nullable String website) {
        if (website == null) {
            return null;
        }
        try {
            var host = new URI(website.contains("://") ? website : "https://" + website).getHost();
            return host == null || !EmailAddress.isDomain(host)
                    ? null
                    : host.toLowerCase(Locale.ROOT).replaceFirst("^www\\.(?=.+\\.)", "");
        } catch (URISyntaxException _) {
            return null;
        }
    }

    /** What was answered, line by line, for those who are told. */
    static List<String> lines(PublishedForm form, JsonNode answers) {
        return form.fields()
                .stream()
                .filter(field -> answers.has(field.name()))
                .map(field -> field.label() + ": " + text(answers.path(field.name())))
                .toList();
    }

    static String text(JsonNode answer) {
        return answer.isArray()
                ? answer.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "))
                : answer.isNumber() ? answer.decimalValue().toPlainString() : answer.asString("");
    }
}
