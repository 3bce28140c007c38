package dev.tenantry.crm.lead;

import java.util.List;
import java.util.Locale;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.lead.ConversionChange.Kind;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.web.IfMatch;

/** Takes conversions back, as far as nobody has touched since what they have done. */
@Service
@Transactional
class LeadReopenings {

    private final LeadService leads;
    private final ConvertedRecords records;
    private final Companions companions;
    private final ConversionJournal journal;
    private final ConversionNews news;

    LeadReopenings(LeadService leads, ConvertedRecords records, Companions companions, ConversionJournal journal,
            ConversionNews news) {
        this.leads = leads;
        this.records = records;
        this.companions = companions;
        this.journal = journal;
        this.news = news;
    }

    /** @throws ProblemException 404 where there is none, or 412 */
    ReopeningResponse reopen(Long id, IfMatch expected) {
        var lead = leads.held(id, expected);
        if (lead.getStatus() != LeadStatus.CONVERTED) {
            throw ProblemException.notFound();
        }
        var changes = journal.of(id);
        var undone = new ConversionUndoing(records, changes);
        undone.decide();
        companions.part(undone.parted(changes));
        undone.run();
        journal.forget(id);
        var before = news.made(lead);
        var shown = leads.become(lead, () -> lead.takeBack(statusBefore(changes)));
        news.reopened(lead, before);
        return new ReopeningResponse(shown, undone.trashed(), undone.restored(), undone.kept());
    }

    private static LeadStatus statusBefore(List<ConversionChange> changes) {
        return changes.stream()
                .filter(change -> change.is(Kind.CONVERTED))
                .findFirst()
                .map(change -> LeadStatus.valueOf(change.properties()
                        .path(LeadConversions.STATUS)
                        .asString()
                        .toUpperCase(Locale.ROOT)))
                .orElse(LeadStatus.WORKING);
    }
}
