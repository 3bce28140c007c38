package dev.tenantry.crm.opportunity;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.web.IfMatch;
import dev.tenantry.shared.web.MergePatch;

/** The lines of a deal. Whoever changes one holds the deal, whose amount follows before anybody else does. */
@Service
@Transactional(readOnly = true)
class LineItemService {

    private static final int MOST = 200;
    /** What an amount of money has at most. */
    private static final BigDecimal TOO_MUCH = BigDecimal.TEN.pow(15);

    private final OpportunityService opportunities;
    private final DealAmounts amounts;
    private final LineItemCompletion completion;
    private final MergePatch patches;
    private final EntityManager entities;

    LineItemService(OpportunityService opportunities, DealAmounts amounts, LineItemCompletion completion,
            MergePatch patches, EntityManager entities) {
        this.opportunities = opportunities;
        this.amounts = amounts;
        this.completion = completion;
        this.patches = patches;
        this.entities = entities;
    }

    List<LineItemResponse> list(Long dealId) {
        return lines(dealId).stream().map(LineItem::toResponse).toList();
    }

    LineItemTotals total(Long dealId) {
        return LineItemTotals.of(lines(dealId));
    }

    LineItemResponse get(Long dealId, Long id) {
        return among(lines(dealId), id).toResponse();
    }

    /** @throws ProblemException 404; 409 where there are as many as may be; 422 */
    @Transactional
    LineItemResponse create(Long dealId, LineItemRequest request) {
        var deal = opportunities.held(dealId);
        var lines = new ArrayList<>(amounts.lines(dealId));
        if (lines.size() >= MOST) {
            throw ProblemException.conflict("an opportunity has at most " + MOST + " line items");
        }
        var line = new LineItem(dealId, completion.complete(request, null, deal, lines));
        lines.add(place(request.position(), lines), line);
        arrange(lines);
        entities.persist(line);
        settle(deal, lines);
        return line.toResponse();
    }

    @Transactional
    LineItemResponse replace(Long dealId, Long id, LineItemRequest request, IfMatch expected) {
        var deal = opportunities.held(dealId);
        var lines = amounts.lines(dealId);
        var line = among(lines, id);
        expected.check(line::toResponse);
        return change(deal, lines, line, request);
    }

    @Transactional
    LineItemResponse patch(Long dealId, Long id, ObjectNode patch, IfMatch expected) {
        var deal = opportunities.held(dealId);
        var lines = amounts.lines(dealId);
        var line = among(lines, id);
        expected.check(line::toResponse);
        return change(deal, lines, line, patches.apply(line.asRequest(), patch));
    }

    @Transactional
    void delete(Long dealId, Long id, IfMatch expected) {
        var deal = opportunities.held(dealId);
        var lines = new ArrayList<>(amounts.lines(dealId));
        var line = among(lines, id);
        expected.check(line::toResponse);
        lines.remove(line);
        arrange(lines);
        entities.remove(line);
        settle(deal, lines);
    }

    private LineItemResponse change(Opportunity deal, List<LineItem> lines, LineItem line, LineItemRequest request) {
        if (patches.isSame(request, line.asRequest())) {
            return line.toResponse();
        }
        var others = new ArrayList<>(lines);
        others.remove(line);
        line.change(completion.complete(request, line, deal, others));
        others.add(place(Objects.requireNonNullElse(request.position(), line.getPosition()), others), line);
        arrange(others);
        settle(deal, others);
        return line.toResponse();
    }

    /** @param position from 1 on; null, or beyond the end: last */
    private static int place(@Nullable Integer position, List<LineItem> others) {
        return position == null ? others.size() : Math.min(position - 1, others.size());
    }

    private static void arrange(List<LineItem> lines) {
        for (var index = 0; index < lines.size(); index++) {
            lines.get(index).moveTo(index + 1);
        }
    }

    private void settle(Opportunity deal, List<LineItem> lines) {
        var gross = LineItemTotals.of(lines).gross();
        if (gross != null && gross.amount().compareTo(TOO_MUCH) >= 0) {
            throw ProblemException.invalid("unitPrice.amount", "too-large",
                    "the lines would come to more than 15 digits before the decimal point");
        }
        entities.flush();
        opportunities.follow(deal);
    }

    private List<LineItem> lines(Long dealId) {
        return amounts.lines(opportunities.get(dealId).id());
    }

    private static LineItem among(List<LineItem> lines, Long id) {
        return lines.stream()
                .filter(line -> line.getId().equals(id))
                .findFirst()
                .orElseThrow(ProblemException::notFound);
    }
}
