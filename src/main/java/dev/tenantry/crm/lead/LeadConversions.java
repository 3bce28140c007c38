package dev.tenantry.crm.lead;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.lead.ConversionChange.Kind;
import dev.tenantry.crm.lead.ConversionResponse.Change;
import dev.tenantry.crm.lead.ConversionResponse.Difference;
import dev.tenantry.shared.crypto.Digests;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordKernel;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.web.IfMatch;

/** Makes contacts, companies and opportunities of leads: once, all of it or nothing, and noted so that it can be taken back. */
@Service
@Transactional
public class LeadConversions {

    static final String STATUS = "status";
    private static final String REQUEST = "request";

    private final LeadService leads;
    private final ConvertedRecords records;
    private final Companions companions;
    private final ConversionJournal journal;
    private final ConversionNews news;
    private final RecordKernel kernel;

    LeadConversions(LeadService leads, ConvertedRecords records, Companions companions, ConversionJournal journal,
            ConversionNews news, RecordKernel kernel) {
        this.leads = leads;
        this.records = records;
        this.companions = companions;
        this.journal = journal;
        this.news = news;
        this.kernel = kernel;
    }

    /**
     * The same request once more is answered with what the first has done.
     *
     * @throws ProblemException 404, 412, 403 where something is to be done that the caller may not, 409 where it has become something else
     *                          already or is unqualified, or a contact has its address that the request does not name, or 422 with the field
     */
    public ConversionResponse convert(Long id, ConversionRequest request, IfMatch expected) {
        return convert(id, request, expected, true, true);
    }

    /** @param isFilling whether what records lack that there are is filled; it is told otherwise that they lack it */
    ConversionResponse convert(Long id, ConversionRequest request, IfMatch expected, boolean isFilling) {
        return convert(id, request, expected, isFilling, false);
    }

    private ConversionResponse convert(Long id, ConversionRequest request, IfMatch expected, boolean isFilling,
            boolean isByCaller) {
        records.claimAddressOf(id);
        var lead = leads.held(id, IfMatch.ANY);
        var asked = Digests.fingerprint(kernel.json().writeValueAsString(request));
        if (lead.getStatus() == LeadStatus.CONVERTED) {
            return repeated(lead, asked);
        }
        expected.check(() -> leads.get(id));
        if (!lead.canBeConverted()) {
            throw ProblemException.conflict("the lead is " + lead.getStatus() + ": take it up again first");
        }
        var work = new ConversionWork(records, lead, request, isFilling);
        if (isByCaller) {
            work.refuseAnother();
        }
        var into = work.run();
        var changes = new ArrayList<>(work.changes());
        changes.addAll(companions.follow(id, into));
        changes.addFirst(started(lead, asked));
        var by = FirstResponses.isByPerson() ? TenantContext.currentUser() : null;
        leads.become(lead, () -> lead.convert(into, by, kernel.clock().instant()));
        journal.write(id, changes.stream().map(this::asItStands).toList());
        news.converted(lead);
        return response(lead, changes, work.differences());
    }

    private ConversionChange started(Lead lead, String asked) {
        return new ConversionChange(Kind.CONVERTED, leads.type(), lead.getId(),
                kernel.json().createObjectNode().put(STATUS, lead.getStatus().toString()).put(REQUEST, asked));
    }

    /** How a record that was made is, once all is done. */
    private ConversionChange asItStands(ConversionChange change) {
        return change.is(Kind.CREATED)
                ? new ConversionChange(change.kind(), change.type(), change.id(),
                        records.state(change.type(), change.id()))
                : change;
    }

    private ConversionResponse repeated(Lead lead, String asked) {
        var changes = journal.of(lead.getId());
        if (changes.stream().noneMatch(change -> change.properties().path(REQUEST).asString("").equals(asked))) {
            throw ProblemException.conflict("the lead has been converted already, to the contact " + lead.getContactId()
                    + (lead.getCompanyId() == null ? "" : ", the company " + lead.getCompanyId())
                    + (lead.getOpportunityId() == null ? "" : ", the opportunity " + lead.getOpportunityId()));
        }
        return response(lead, changes, List.of());
    }

    private ConversionResponse response(Lead lead, List<ConversionChange> changes, List<Difference> differences) {
        return new ConversionResponse(lead.getId(), lead.getContactId(), lead.getCompanyId(), lead.getOpportunityId(),
                Objects.requireNonNull(lead.getConvertedAt()), lead.getConvertedBy(), told(changes), differences);
    }

    private static List<Change> told(List<ConversionChange> changes) {
        return changes.stream()
                .filter(change -> change.is(Kind.CREATED) || change.is(Kind.FILLED))
                .map(change -> new Change(change.type(), change.id(), change.kind().toString(),
                        change.is(Kind.FILLED) ? List.copyOf(change.properties().propertyNames()) : List.of()))
                .toList();
    }
}
