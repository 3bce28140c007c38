package dev.tenantry.crm.opportunity;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.money.Money;
import dev.tenantry.shared.problem.ProblemException;

/**
 * Keeps amounts and lines of deals together, whoever changes either: both behind the deal's lock. The amount of a deal that has
 * it from its lines is the sum of their net amounts, and there is none while it has no lines; all lines are in one currency, that of the
 * amount where one is stated.
 */
@Component
class DealAmounts {

    private final EntityManager entities;

    DealAmounts(EntityManager entities) {
        this.entities = entities;
    }

    /** Of a new deal, which has no lines yet. @throws ProblemException 422 where an amount is stated that is to be computed */
    DealAmount of(OpportunityRequest request) {
        var source = Objects.requireNonNullElse(request.amountSource(), AmountSource.MANUAL);
        if (source == AmountSource.LINE_ITEMS && request.amount() != null) {
            throw computed(request.amount());
        }
        return new DealAmount(source, request.amount());
    }

    /**
     * @throws ProblemException 422 where an amount is stated that is computed, or that is in another currency than the lines, or that would
     *                          be lost, since it is to be computed and there are no lines
     */
    DealAmount of(Opportunity deal, OpportunityRequest request) {
        return of(deal, request, () -> locked(deal));
    }

    /** As the lines stand, which may change until then. @throws ProblemException likewise */
    DealAmount foresee(Opportunity deal, OpportunityRequest request) {
        return of(deal, request, () -> lines(deal.getId()));
    }

    private static DealAmount of(Opportunity deal, OpportunityRequest request, Supplier<List<LineItem>> lines) {
        var stated = request.amount();
        var source = Objects.requireNonNullElse(request.amountSource(), deal.getAmountSource());
        if (source == AmountSource.MANUAL) {
            if (stated != null && !stated.currency().equals(deal.getCurrency())) {
                refuseAnotherCurrency(lines.get(), stated.currency());
            }
            return new DealAmount(source, stated);
        }
        if (stated != null && !stated.equals(deal.worth())) {
            throw computed(stated);
        }
        if (deal.getAmountSource() == source) {
            return new DealAmount(source, deal.worth());
        }
        var sum = LineItemTotals.of(lines.get()).net();
        if (sum == null && stated != null) {
            throw ProblemException.invalid("amountSource", "no-line-items",
                    "the opportunity has no line items, and the amount that is stated would be lost: add line items first, "
                            + "or state amount null");
        }
        return new DealAmount(source, sum);
    }

    /** In their order. */
    List<LineItem> lines(Long deal) {
        return entities
                .createQuery("select l from LineItem l where l.opportunityId = :deal order by l.position",
                        LineItem.class)
                .setParameter("deal", deal)
                .getResultList();
    }

    /** What the lines of a deal come to; null where there are none. @param deal locked */
    @Nullable
    Money sum(Opportunity deal) {
        return LineItemTotals.of(locked(deal)).net();
    }

    private static void refuseAnotherCurrency(List<LineItem> lines, String currency) {
        if (!lines.isEmpty() && !lines.getFirst().getCurrency().equals(currency)) {
            throw ProblemException.invalid("amount.currency", "other-currency",
                    "the opportunity has line items in " + lines.getFirst().getCurrency()
                            + ": its amount is in the same currency");
        }
    }

    /** An import holds what it has read by its version alone, which lines of a deal whose amount is stated leave as it is. */
    private List<LineItem> locked(Opportunity deal) {
        entities.lock(deal, LockModeType.PESSIMISTIC_WRITE);
        return lines(deal.getId());
    }

    /** @param stated in its place; null: none */
    static ProblemException computed(@Nullable Money stated) {
        return ProblemException.invalid("amount", "computed", "the amount is the sum of the line items, which "
                + (stated == null ? "null" : stated.amount().toPlainString() + " " + stated.currency())
                + " is not: leave it out, change the line items, or make amountSource manual");
    }
}
