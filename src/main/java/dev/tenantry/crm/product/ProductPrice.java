package dev.tenantry.crm.product;

import java.math.BigDecimal;
import java.util.Objects;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.money.Money;
import dev.tenantry.shared.tenancy.TenantEntity;

/** What one unit of a product costs from a quantity on. */
@Entity
@Table(name = "product_prices")
class ProductPrice extends TenantEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "product_prices")
    @SequenceGenerator(name = "product_prices", sequenceName = "product_prices_id_seq", allocationSize = 50)
    private @Nullable Long id;

    private Long productId;
    private @Nullable Long priceListId;
    private BigDecimal minimumQuantity;
    private BigDecimal unitPrice;
    private String currency;

    @SuppressWarnings("NullAway.Init")
    protected ProductPrice() {}

    @SuppressWarnings("NullAway.Init")
    ProductPrice(Long productId, PriceTableRequest.Price price) {
        this.productId = productId;
        priceListId = price.priceListId();
        minimumQuantity = price.minimum();
        unitPrice = price.unitPrice().amount();
        currency = price.unitPrice().currency();
    }

    void change(Money price) {
        unitPrice = price.amount();
    }

    PriceTable.Tier tier() {
        return new PriceTable.Tier(priceListId, currency, minimumQuantity.stripTrailingZeros());
    }

    PriceTable.Price shown() {
        return new PriceTable.Price(priceListId, minimumQuantity, new Money(unitPrice, currency));
    }

    Long getId() {
        return Objects.requireNonNull(id);
    }
}
