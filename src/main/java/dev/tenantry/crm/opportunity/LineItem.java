package dev.tenantry.crm.opportunity;

import java.math.BigDecimal;
import java.util.Objects;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

import dev.tenantry.audit.NotAudited;
import dev.tenantry.shared.money.Currencies;
import dev.tenantry.shared.money.Money;
import dev.tenantry.shared.tenancy.TenantEntity;

/** Something that a deal is about, with its quantity and price. */
@Entity
@DynamicUpdate
@Table(name = "opportunity_line_items")
class LineItem extends TenantEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "opportunity_line_items")
    @SequenceGenerator(name = "opportunity_line_items", sequenceName = "opportunity_line_items_id_seq", allocationSize = 50)
    private @Nullable Long id;

    private Long opportunityId;
    @NotAudited("the others, before and behind which it stands as they come and go")
    private int position;
    private @Nullable Long productId;
    private String name;
    private @Nullable String description;
    private @Nullable String unit;
    private BigDecimal quantity;
    private BigDecimal unitPrice;
    private String currency;
    private @Nullable BigDecimal discountPercent;
    private @Nullable BigDecimal discountAmount;
    private @Nullable BigDecimal taxRate;
    private BigDecimal net;
    private BigDecimal tax;
    private BigDecimal gross;

    @SuppressWarnings("NullAway.Init")
    protected LineItem() {}

    @SuppressWarnings("NullAway.Init")
    LineItem(Long opportunityId, LineItemRequest request) {
        this.opportunityId = opportunityId;
        change(request);
    }

    /** @param request complete: with a name and a price */
    void change(LineItemRequest request) {
        var price = Objects.requireNonNull(request.unitPrice());
        productId = request.productId();
        name = Objects.requireNonNull(request.name());
        description = request.description();
        unit = request.unit();
        quantity = request.count();
        unitPrice = price.amount();
        currency = price.currency();
        discountPercent = request.discountPercent();
        discountAmount = request.discountAmount() == null ? null : request.discountAmount().amount();
        taxRate = request.taxRate();
        compute();
    }

    private void compute() {
        var amounts = LineAmounts.of(quantity, unitPrice, discountPercent, discountAmount, taxRate,
                Currencies.decimals(currency));
        net = amounts.net();
        tax = amounts.tax();
        gross = amounts.gross();
    }

    void moveTo(int place) {
        position = place;
    }

    LineItemRequest asRequest() {
        return new LineItemRequest(productId, name, description, unit, quantity, new Money(unitPrice, currency),
                discountPercent, Money.of(discountAmount, currency), taxRate, position);
    }

    LineItemResponse toResponse() {
        return new LineItemResponse(getId(), productId, name, description, unit, quantity,
                new Money(unitPrice, currency), discountPercent, Money.of(discountAmount, currency), taxRate, position,
                new Money(net, currency), new Money(tax, currency), new Money(gross, currency), getVersion(),
                getCreatedAt(), getUpdatedAt());
    }

    Long getId() {
        return Objects.requireNonNull(id);
    }

    int getPosition() {
        return position;
    }

    @Nullable
    Long getProductId() {
        return productId;
    }

    boolean hasUnit() {
        return unit != null;
    }

    /** The product is there no more; the line says on what was sold. */
    void forgetProduct() {
        productId = null;
    }

    String getCurrency() {
        return currency;
    }

    BigDecimal getNet() {
        return net;
    }

    BigDecimal getTax() {
        return tax;
    }

    BigDecimal getGross() {
        return gross;
    }
}
