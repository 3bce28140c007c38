package dev.tenantry.crm.product;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.money.Currencies;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.web.IfMatch;

/** What products cost. */
@Service
@Transactional(readOnly = true)
class PriceTableService {

    private static final int DECIMALS = 4;
    private static final BigDecimal BOUND = BigDecimal.TEN.pow(9);

    private final EntityManager entities;
    private final Prices prices;

    PriceTableService(EntityManager entities, Prices prices) {
        this.entities = entities;
        this.prices = prices;
    }

    PriceTable get(Long id) {
        return show(live(entities.find(Product.class, id)));
    }

    /**
     * The one price that there is.
     *
     * @param currency absent: the organization's
     * @param quantity absent: 1
     * @param on       absent: today in the organization's zone
     * @throws ProblemException 404 where there is no such product, or no price of it, which is said; 400 where there is no such
     *                          currency, or nobody has so many
     */
    PriceResponse price(Long id, @Nullable String currency, @Nullable BigDecimal quantity, @Nullable LocalDate on) {
        var product = live(entities.find(Product.class, id));
        var money = currency == null ? prices.currency() : currency;
        var many = quantity == null ? BigDecimal.ONE : quantity;
        check(money, many);
        var day = on == null ? prices.today() : on;
        return prices.on(day, product.getId(), money, many)
                .orElseThrow(() -> {
                    var reason = "the product has no price in " + money + " for a quantity of " + many.toPlainString()
                            + " on " + day;
                    return ProblemException.of(ProblemType.NOT_FOUND, reason,
                            List.of(new FieldError("currency", "no-price", reason)));
                });
    }

    private static void check(String currency, BigDecimal quantity) {
        if (!Currencies.isInUse(currency)) {
            throw ProblemException.malformed("currency", Currencies.EXPECTED);
        }
        if (quantity.signum() < 0 || quantity.scale() > DECIMALS || quantity.compareTo(BOUND) >= 0) {
            throw ProblemException.malformed("quantity",
                    "must not be negative, and have at most 9 digits before the decimal point and " + DECIMALS
                            + " behind it");
        }
    }

    /** @throws ProblemException 404; 412; 422 where a price list is unknown, or two prices are for the same */
    @Transactional
    PriceTable replace(Long id, PriceTableRequest stated, IfMatch expected) {
        var product = live(entities.find(Product.class, id, LockModeType.PESSIMISTIC_WRITE));
        expected.check(() -> show(product));
        refuseFaults(stated.prices());
        var present = new LinkedHashMap<PriceTable.Tier, ProductPrice>();
        of(product).forEach(price -> present.put(price.tier(), price));
        refuseUnknownLists(stated.prices(), present.keySet());
        var before = show(product).prices();
        write(product, stated.prices(), present);
        if (!show(product).prices().equals(before)) {
            product.touch();
            entities.flush();
        }
        return show(product);
    }

    /**
     * States one price, in place of that for the same list, currency and quantity.
     *
     * @return whether it is another one now
     * @throws ProblemException 404; 409 where there are too many; 422 where the price list is unknown or the price negative
     */
    @Transactional
    boolean put(Long id, PriceTableRequest.Price price) {
        var product = live(entities.find(Product.class, id, LockModeType.PESSIMISTIC_WRITE));
        refuseFaults(List.of(price));
        var present = of(product);
        var same = present.stream().filter(one -> one.tier().equals(price.tier())).findFirst();
        if (same.isPresent() && same.get().shown().unitPrice().equals(price.unitPrice())) {
            return false;
        }
        if (same.isPresent()) {
            same.get().change(price.unitPrice());
        } else {
            refuseUnknownLists(List.of(price), present.stream().map(ProductPrice::tier).collect(Collectors.toSet()));
            if (present.size() >= PriceTableRequest.MOST) {
                throw ProblemException.conflict("a product has at most " + PriceTableRequest.MOST + " prices");
            }
            entities.persist(new ProductPrice(product.getId(), price));
        }
        product.touch();
        entities.flush();
        return true;
    }

    private void write(Product product, List<PriceTableRequest.Price> wanted,
            Map<PriceTable.Tier, ProductPrice> present) {
        var leaving = new LinkedHashMap<>(present);
        for (var price : wanted) {
            var same = leaving.remove(price.tier());
            if (same == null) {
                entities.persist(new ProductPrice(product.getId(), price));
            } else {
                same.change(price.unitPrice());
            }
        }
        leaving.values().forEach(entities::remove);
        entities.flush();
    }

    private static void refuseFaults(List<PriceTableRequest.Price> wanted) {
        var errors = new ArrayList<FieldError>();
        var seen = new HashSet<PriceTable.Tier>();
        for (var index = 0; index < wanted.size(); index++) {
            var price = wanted.get(index);
            if (price.unitPrice().amount().signum() < 0) {
                errors.add(new FieldError("prices[" + index + "].unitPrice.amount", "negative",
                        "a price is not negative"));
            }
            if (!seen.add(price.tier())) {
                errors.add(new FieldError("prices[" + index + "].minimumQuantity", "duplicate",
                        "another price is for the same price list, currency and quantity"));
            }
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }

    /** What is in a list already stays there while the list is in the trash, and holds no more. */
    private void refuseUnknownLists(List<PriceTableRequest.Price> wanted, Set<PriceTable.Tier> present) {
        var kept = present.stream().map(PriceTable.Tier::priceListId).collect(Collectors.toSet());
        var added = wanted.stream()
                .map(PriceTableRequest.Price::priceListId)
                .filter(list -> list != null && !kept.contains(list))
                .collect(Collectors.toSet());
        var known = added.isEmpty()
                ? List.of()
                : entities
                        .createQuery("select l.id from PriceList l where l.id in :ids and l.deletedAt is null",
                                Long.class)
                        .setParameter("ids", added)
                        .getResultList();
        var errors = new ArrayList<FieldError>();
        for (var index = 0; index < wanted.size(); index++) {
            var list = wanted.get(index).priceListId();
            if (list != null && added.contains(list) && !known.contains(list)) {
                errors.add(new FieldError("prices[" + index + "].priceListId", "unknown-reference",
                        "there is no such resource"));
            }
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }

    private List<ProductPrice> of(Product product) {
        return entities.createQuery("""
                select p from ProductPrice p where p.productId = :product
                order by p.priceListId nulls first, p.currency, p.minimumQuantity""", ProductPrice.class)
                .setParameter("product", product.getId())
                .getResultList();
    }

    private PriceTable show(Product product) {
        return new PriceTable(of(product).stream().map(ProductPrice::shown).toList(), product.getVersion());
    }

    private static Product live(@Nullable Product product) {
        if (product == null || product.isTrashed()) {
            throw ProblemException.notFound();
        }
        return product;
    }
}
