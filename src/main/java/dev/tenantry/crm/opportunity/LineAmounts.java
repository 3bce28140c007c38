package dev.tenantry.crm.opportunity;

import java.math.BigDecimal;
import java.math.RoundingMode;

import org.jspecify.annotations.Nullable;

/**
 * What a line comes to: rounded half up to the currency's decimals, the net amount first and then the tax on that. Sums are sums of these.
 *
 * @param net   after the discount
 * @param gross with tax
 */
record LineAmounts(BigDecimal net, BigDecimal tax, BigDecimal gross) {

    private static final int PERCENT = 2;

    /**
     * @param discountPercent of the price of all units
     * @param discountAmount  off the price of all units
     * @param taxRate         in percent
     * @param decimals        of the currency
     */
    static LineAmounts of(BigDecimal quantity, BigDecimal unitPrice, @Nullable BigDecimal discountPercent,
            @Nullable BigDecimal discountAmount, @Nullable BigDecimal taxRate, int decimals) {
        var full = quantity.multiply(unitPrice);
        var discount = discountPercent != null
                ? share(full, discountPercent)
                : discountAmount != null ? discountAmount : BigDecimal.ZERO;
        var net = full.subtract(discount).setScale(decimals, RoundingMode.HALF_UP);
        var tax = (taxRate == null ? BigDecimal.ZERO : share(net, taxRate)).setScale(decimals, RoundingMode.HALF_UP);
        return new LineAmounts(net, tax, net.add(tax));
    }

    private static BigDecimal share(BigDecimal whole, BigDecimal percent) {
        return whole.multiply(percent).movePointLeft(PERCENT);
    }
}
