package dev.tenantry.crm.quote;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListQuery;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.web.IfMatch;
import dev.tenantry.shared.web.MergePatch;

/** Quotes as drafts: what is sent is changed by {@link QuoteSending} and by what customers answer alone. */
@Service
@Transactional(readOnly = true)
class QuoteService implements ListSource {

    private static final ListDefinition<Quote> LISTING = ListDefinition.of(Quote.class)
            .field("id", Long.class)
            .field("opportunityId", Long.class)
            .nullable("contactId", Long.class)
            .nullable("number", String.class)
            .field("status", QuoteStatus.class)
            .field("expiresOn", LocalDate.class)
            .nullable("sentAt", Instant.class)
            .nullable("decidedAt", Instant.class)
            .field("createdAt", Instant.class)
            .build();

    private final QuoteRows rows;
    private final ListQuery lists;
    private final QuoteSnapshots snapshots;
    private final QuoteDrafts drafts;
    private final MergePatch patches;
    private final QuoteDocuments documents;

    QuoteService(QuoteRows rows, ListQuery lists, QuoteSnapshots snapshots, QuoteDrafts drafts, MergePatch patches,
            QuoteDocuments documents) {
        this.rows = rows;
        this.lists = lists;
        this.snapshots = snapshots;
        this.drafts = drafts;
        this.patches = patches;
        this.documents = documents;
    }

    @Override
    public ListDefinition<?> listing() {
        return LISTING;
    }

    @Override
    public Class<?> shows() {
        return QuoteResponse.class;
    }

    Page<QuoteResponse> list(ListRequest request) {
        return lists.list(LISTING, request).map(Quote::toResponse);
    }

    QuoteResponse get(Long id) {
        return rows.find(id).toResponse();
    }

    List<QuoteLine> lines(Long id) {
        return snapshots.lines(rows.find(id).getId());
    }

    QuoteFile document(Long id) {
        var quote = rows.find(id).toResponse();
        return new QuoteFile(quote.fileName(), documents.of(quote, snapshots.lines(id)));
    }

    /** @throws ProblemException 409 where the deal has no lines, or as many quotes as may be; 422 */
    @Transactional
    QuoteResponse create(QuoteRequest request) {
        rows.keepStages();
        var id = request.opportunityId();
        var deal = snapshots.deal(id)
                .orElseThrow(() -> ProblemException.invalid("opportunityId", "unknown-reference",
                        "there is no such resource"));
        var quote = Quote.draft(id, drafts.begin(request, deal), snapshots.totals(id));
        drafts.address(quote);
        rows.add(quote, rows.ofDeal(id));
        snapshots.take(quote.getId(), id);
        return quote.toResponse();
    }

    /** A draft of the deal's lines as they are now, which takes the place of the others with the number once it is sent. */
    @Transactional
    QuoteResponse revise(Long id) {
        rows.keepStages();
        var deal = demandDeal(rows.deal(id));
        var held = rows.hold(id);
        var quote = held.quote();
        if (quote.getNumber() == null) {
            throw ProblemException.conflict("the quote has not been sent: change it instead");
        }
        for (var other : held.revisions()) {
            if (other.getStatus() == QuoteStatus.ACCEPTED || other.getStatus() == QuoteStatus.DRAFT) {
                throw ProblemException.conflict("revision " + other.getRevision() + " is " + other.getStatus());
            }
        }
        var next = held.revisions().stream().mapToInt(Quote::getRevision).max().orElse(0) + 1;
        var revised = quote.revise(next, drafts.renew(quote.toTerms()), snapshots.totals(deal));
        drafts.address(revised);
        rows.add(revised, held.all());
        snapshots.take(revised.getId(), deal);
        return revised.toResponse();
    }

    @Transactional
    QuoteResponse replace(Long id, QuoteTermsRequest request, IfMatch expected) {
        rows.keepStages();
        var quote = rows.hold(id).quote();
        expected.check(quote::toResponse);
        return change(quote, request);
    }

    @Transactional
    QuoteResponse patch(Long id, ObjectNode patch, IfMatch expected) {
        rows.keepStages();
        var quote = rows.hold(id).quote();
        expected.check(quote::toResponse);
        return change(quote, patches.apply(quote.toTerms(), patch));
    }

    private QuoteResponse change(Quote quote, QuoteTermsRequest request) {
        if (!patches.isSame(request, quote.toTerms())) {
            quote.demandDraft();
            quote.change(drafts.change(request, quote));
            drafts.address(quote);
            rows.flush();
        }
        return quote.toResponse();
    }

    /** The draft has the deal's lines as they are now. @throws ProblemException 409 where it is no draft */
    @Transactional
    QuoteResponse retake(Long id, IfMatch expected) {
        var deal = demandDeal(rows.deal(id));
        var quote = rows.hold(id).quote();
        expected.check(quote::toResponse);
        quote.demandDraft();
        quote.sum(snapshots.totals(deal));
        drafts.address(quote);
        quote.touch();
        rows.flush();
        snapshots.take(id, deal);
        return quote.toResponse();
    }

    /** @throws ProblemException 409 where it is no draft */
    @Transactional
    void delete(Long id, IfMatch expected) {
        var quote = rows.hold(id).quote();
        expected.check(quote::toResponse);
        quote.demandDraft();
        snapshots.drop(id);
        rows.remove(quote);
    }

    private Long demandDeal(Long deal) {
        if (snapshots.deal(deal).isEmpty()) {
            throw ProblemException.conflict("the opportunity is in the trash");
        }
        return deal;
    }
}
