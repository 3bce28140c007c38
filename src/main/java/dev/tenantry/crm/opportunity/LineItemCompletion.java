package dev.tenantry.crm.opportunity;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.product.Prices;
import dev.tenantry.shared.money.Money;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordPermissions;

/** What a line that does not say it means, and what a line may not say. */
@Component
class LineItemCompletion {

    private final Prices prices;
    private final RecordPermissions permissions;

    LineItemCompletion(Prices prices, RecordPermissions permissions) {
        this.prices = prices;
        this.permissions = permissions;
    }

    /**
     * The request with a name and a price.
     *
     * @param line   that is changed; null of a new one
     * @param others the deal's other lines
     * @throws ProblemException 403 where something is taken from a product that the caller may not read; 422 where there is no such
     *                          product, or it is not sold, or no price is known; where an amount is negative, or in another currency than
     *                          the deal
     */
    LineItemRequest complete(LineItemRequest request, @Nullable LineItem line, Opportunity deal,
            List<LineItem> others) {
        var product = takesFromProduct(request, line) ? product(request.productId(), line) : null;
        var name = request.name() == null && product != null ? product.name() : request.name();
        var unit = product != null && takesUnit(request, line) ? product.unit() : request.unit();
        var fixed = currency(deal, others);
        var price = request.unitPrice() == null
                ? price(request, fixed == null && line != null ? line.getCurrency() : fixed)
                : request.unitPrice();
        if (price.amount().signum() < 0) {
            throw ProblemException.invalid("unitPrice.amount", "negative", "a price is not negative");
        }
        refuseOther("unitPrice.currency", price, fixed == null ? price.currency() : fixed);
        refuseDiscount(request, price);
        return new LineItemRequest(request.productId(), name, request.description(), unit, request.count(), price,
                request.discountPercent(), request.discountAmount(), request.taxRate(), request.position());
    }

    /** That of the other lines, else of the amount that is stated; null: any. */
    private static @Nullable String currency(Opportunity deal, List<LineItem> others) {
        if (!others.isEmpty()) {
            return others.getFirst().getCurrency();
        }
        return deal.getAmountSource() == AmountSource.LINE_ITEMS ? null : deal.getCurrency();
    }

    /** Whether it is of one that is new to the line, or leaves something to it that the line has said so far. */
    private static boolean takesFromProduct(LineItemRequest request, @Nullable LineItem line) {
        return request.productId() != null
                && (isNew(request, line) || request.name() == null || request.unitPrice() == null
                        || takesUnit(request, line));
    }

    /** A line that has none of a product that has been its own already stays without. */
    private static boolean takesUnit(LineItemRequest request, @Nullable LineItem line) {
        return request.unit() == null && (line == null || isNew(request, line) || line.hasUnit());
    }

    private static boolean isNew(LineItemRequest request, @Nullable LineItem line) {
        return line == null || !Objects.equals(request.productId(), line.getProductId());
    }

    /** One that is new to the line is sold still. */
    private Prices.Sold product(@Nullable Long id, @Nullable LineItem line) {
        permissions.demandToCopy("product");
        var product = prices.product(Objects.requireNonNull(id))
                .orElseThrow(() -> ProblemException.invalid("productId", "unknown-reference",
                        "there is no such resource"));
        if (line != null && id.equals(line.getProductId())) {
            return product;
        }
        if (product.isTrashed()) {
            throw ProblemException.invalid("productId", "in-trash",
                    "the product " + id + " is in the trash: restore it first");
        }
        if (!product.isActive()) {
            throw ProblemException.invalid("productId", "inactive", "the product " + id + " is not active");
        }
        return product;
    }

    private Money price(LineItemRequest request, @Nullable String fixed) {
        if (request.productId() == null) {
            throw ProblemException.invalid("unitPrice", "required", "a line without a product states its price");
        }
        var currency = Objects.requireNonNullElseGet(fixed, prices::currency);
        return prices.today(request.productId(), currency, request.count())
                .orElseThrow(() -> ProblemException.invalid("unitPrice", "no-price",
                        "the product has no price in " + currency + " for a quantity of "
                                + request.count().toPlainString() + " today: state one"));
    }

    private static void refuseDiscount(LineItemRequest request, Money price) {
        var discount = request.discountAmount();
        if (discount == null) {
            return;
        }
        refuseOther("discountAmount.currency", discount, price.currency());
        if (discount.amount().signum() < 0
                || discount.amount().compareTo(request.count().multiply(price.amount())) > 0) {
            throw ProblemException.invalid("discountAmount.amount", "out-of-range",
                    "a discount is not negative, and not more than what it is off");
        }
    }

    private static void refuseOther(String field, Money money, String currency) {
        if (!money.currency().equals(currency)) {
            throw ProblemException.invalid(field, "other-currency",
                    "the opportunity and its line items are in " + currency);
        }
    }
}
