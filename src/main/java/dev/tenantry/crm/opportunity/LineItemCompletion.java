package dev.tenantry.crm.opportunity;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.product.Prices;
import dev.tenantry.shared.money.Money;
import dev.tenantry.shared.problem.ProblemException;

/** What a line that does not say it means, and what a line may not say. */
@Component
class LineItemCompletion {

    private final Prices prices;

    LineItemCompletion(Prices prices) {
        this.prices = prices;
    }

    /**
     * The request with a name and a price.
     *
     * @param line   that is changed; null of a new one
     * @param others the deal's other lines
     * @throws ProblemException 422 where there is no such product, or it is not sold, or no price is known; where an amount is negative,
     *                          or in another currency than the deal
     */
    LineItemRequest complete(LineItemRequest request, @Nullable LineItem line, Opportunity deal,
            List<LineItem> others) {
        var product = request.productId() == null ? null : product(request.productId(), line);
        var name = request.name() == null && product != null ? product.name() : request.name();
        if (name == null) {
            throw ProblemException.invalid("name", "required", "the product is there no more: say what is sold");
        }
        var unit = request.unit() == null && product != null ? product.unit() : request.unit();
        var fixed = others.isEmpty() ? deal.getCurrency() : others.getFirst().getCurrency();
        var price = request.unitPrice() == null ? price(request, fixed) : request.unitPrice();
        if (price.amount().signum() < 0) {
            throw ProblemException.invalid("unitPrice.amount", "negative", "a price is not negative");
        }
        refuseOther("unitPrice.currency", price, fixed == null ? price.currency() : fixed);
        refuseDiscount(request, price);
        return new LineItemRequest(request.productId(), name, request.description(), unit, request.count(), price,
                request.discountPercent(), request.discountAmount(), request.taxRate(), request.position());
    }

    /** Null of one that the line has had from before, and that is there no more. */
    private Prices.@Nullable Sold product(Long id, @Nullable LineItem line) {
        var product = prices.product(id).orElse(null);
        if (line != null && id.equals(line.getProductId())) {
            return product;
        }
        if (product == null) {
            throw ProblemException.invalid("productId", "unknown-reference", "there is no such resource");
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
