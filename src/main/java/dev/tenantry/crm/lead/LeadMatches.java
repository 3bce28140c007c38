package dev.tenantry.crm.lead;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.record.RecordPermissions;

/** Who a lead may be already, as far as the caller may know. */
@Service
@Transactional(readOnly = true)
class LeadMatches {

    private final LeadService leads;
    private final Matches matches;
    private final RecordPermissions permissions;

    LeadMatches(LeadService leads, Matches matches, RecordPermissions permissions) {
        this.leads = leads;
        this.matches = matches;
        this.permissions = permissions;
    }

    /** @throws dev.tenantry.shared.problem.ProblemException 404 */
    MatchesResponse of(Long id) {
        var lead = leads.get(id);
        var readable = permissions.readable(Caller.current());
        var identity = new Identity(lead.name(), some(lead.email()),
                some(lead.phone()), lead.company(), lead.domain());
        return new MatchesResponse(matches.of(identity, List.copyOf(readable))
                .stream()
                .filter(match -> !(match.type().equals("lead") && match.id().equals(id)))
                .toList());
    }

    private static List<String> some(@Nullable String text) {
        return text == null ? List.of() : List.of(text);
    }
}
