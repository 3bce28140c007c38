package dev.tenantry.crm.product;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.money.Money;
import dev.tenantry.tenancy.Localizations;

/** What is sold, and what it costs, for whoever puts it on a line. Needs a transaction. */
@Component
public class Prices {

    /** The prices of lists before the product's own; of several lists that of the one that began last; the highest quantity that is reached. */
    private static final String PRICE = """
            select p.unit_price, p.currency, p.minimum_quantity, p.price_list_id
            from product_prices p
            left join price_lists l on l.organization_id = app.org_id() and l.id = p.price_list_id and l.deleted_at is null
                and (l.valid_from is null or l.valid_from <= :on) and (l.valid_until is null or l.valid_until >= :on)
            where p.organization_id = app.org_id() and p.product_id = :product and p.currency = :currency
                and p.minimum_quantity <= :quantity and (p.price_list_id is null or l.id is not null)
            order by p.price_list_id is null, l.valid_from desc nulls last, p.price_list_id desc, p.minimum_quantity desc
            limit 1""";

    private final EntityManager entities;
    private final JdbcClient jdbc;
    private final Localizations localizations;
    private final Clock clock;

    Prices(EntityManager entities, JdbcClient jdbc, Localizations localizations, Clock clock) {
        this.entities = entities;
        this.jdbc = jdbc;
        this.localizations = localizations;
        this.clock = clock;
    }

    /** A product. @param unit what is counted */
    public record Sold(String name, @Nullable String unit, boolean isTrashed, boolean isActive) {}

    /** The product, also one in the trash; nothing where there is none. Nobody deletes it until the transaction ends. */
    public Optional<Sold> product(Long id) {
        return Optional.ofNullable(entities.find(Product.class, id, LockModeType.PESSIMISTIC_READ))
                .map(product -> new Sold(product.getName(), product.getUnit(), product.isTrashed(),
                        product.isActive()));
    }

    /** What a unit costs today; nothing where there is no price for so many in the currency. */
    public Optional<Money> today(Long product, String currency, BigDecimal quantity) {
        return on(today(), product, currency, quantity).map(PriceResponse::unitPrice);
    }

    /** The organization's currency, of prices that name none. */
    public String currency() {
        return localizations.ofOrganization().currency();
    }

    LocalDate today() {
        return localizations.ofOrganization().today(clock);
    }

    Optional<PriceResponse> on(LocalDate day, Long product, String currency, BigDecimal quantity) {
        return jdbc.sql(PRICE)
                .param("on", day)
                .param("product", product)
                .param("currency", currency)
                .param("quantity", quantity)
                .query((row, _) -> new PriceResponse(product, quantity, day,
                        new Money(row.getBigDecimal("unit_price"), row.getString("currency")),
                        row.getBigDecimal("minimum_quantity"), row.getObject("price_list_id", Long.class)))
                .optional();
    }
}
