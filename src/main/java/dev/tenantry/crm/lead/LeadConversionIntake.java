package dev.tenantry.crm.lead;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.lead.CapturedConversion.Matched;
import dev.tenantry.crm.lead.CapturedConversion.Outcome;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantLocks;
import dev.tenantry.shared.web.IfMatch;

/** Takes leads in that are converted at once, as members convert them: they are taken back as those are. */
@Component
public class LeadConversionIntake {

    private static final String CONTACT = "contact";
    private static final String COMPANY = "company";

    private final LeadIntake intake;
    private final LeadConversions conversions;
    private final Matches matches;
    private final ConvertedRecords records;
    private final EntityManager entities;

    LeadConversionIntake(LeadIntake intake, LeadConversions conversions, Matches matches, ConvertedRecords records,
            EntityManager entities) {
        this.intake = intake;
        this.conversions = conversions;
        this.matches = matches;
        this.records = records;
        this.entities = entities;
    }

    /** @param id null where it is none or a new one @param by what has told */
    private record Known(@Nullable Long id, @Nullable MatchReason by, boolean isOneOfSeveral) {

        static final Known NOBODY = new Known(null, null, false);
    }

    /**
     * In the current transaction. Whoever comes at the same time waits, and is found to be who has just come.
     *
     * @throws ProblemException 422 with the field, where something cannot be made
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Outcome capture(CapturedLead captured, CapturedConversion wanted) {
        return Caller.callAsNobody(() -> {
            TenantLocks.take(entities, "leads converted at once");
            one(captured.email()).forEach(records::claimAddress);
            var found = find(captured);
            var contact = known(found, CONTACT, wanted.matchContactBy());
            var company = wanted.hasCompany()
                    ? known(found, COMPANY, List.of(MatchReason.DOMAIN, MatchReason.CONTACT))
                    : Known.NOBODY;
            var lead = intake.capture(wanted.isProven() && wanted.hasCompany() ? withDomain(captured) : captured);
            if (contact.isOneOfSeveral || company.isOneOfSeveral) {
                return new Outcome(lead, List.of(), "several " + (contact.isOneOfSeveral ? "contacts" : "companies")
                        + " are alike: somebody has to say which is meant, and convert the lead");
            }
            convert(lead, captured, wanted, contact, company);
            return new Outcome(lead, matched(contact, company), null);
        });
    }

    /** The company that is made is found by it again. */
    private static CapturedLead withDomain(CapturedLead captured) {
        return captured.domain() != null
                ? captured
                : identity(captured).domains().stream().findFirst().map(captured::at).orElse(captured);
    }

    private static Identity identity(CapturedLead captured) {
        return new Identity(null, one(captured.email()), one(captured.phone()), null, captured.domain());
    }

    private static List<String> one(@Nullable String value) {
        return value == null ? List.of() : List.of(value);
    }

    private List<Match> find(CapturedLead captured) {
        return matches.of(identity(captured), Set.of(CONTACT, COMPANY));
    }

    /** By the first of the reasons that speaks for any. */
    private static Known known(List<Match> found, String type, List<MatchReason> reasons) {
        for (var reason : reasons) {
            var those = found.stream()
                    .filter(match -> match.type().equals(type) && match.reasons().contains(reason))
                    .toList();
            if (!those.isEmpty()) {
                return new Known(those.getFirst().id(), reason, those.size() > 1);
            }
        }
        return Known.NOBODY;
    }

    private void convert(Long lead, CapturedLead captured, CapturedConversion wanted, Known contact, Known company) {
        var isNamed = captured.company() != null && !captured.company().isBlank();
        var request = new ConversionRequest(contact.id, null, company.id,
                wanted.hasCompany() && company.id == null && isNamed, wanted.deal(), null);
        var _ = conversions.convert(lead, request, IfMatch.ANY,
                wanted.isProven() && (contact.id == null || contact.by == MatchReason.EMAIL));
    }

    private static List<Matched> matched(Known contact, Known company) {
        var matched = new ArrayList<Matched>();
        if (contact.by != null) {
            matched.add(new Matched(CONTACT, contact.by));
        }
        if (company.by != null) {
            matched.add(new Matched(COMPANY, company.by));
        }
        return matched;
    }
}
