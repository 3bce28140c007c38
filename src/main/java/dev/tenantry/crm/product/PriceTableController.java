package dev.tenantry.crm.product;

import java.math.BigDecimal;
import java.time.LocalDate;

import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.ImpersonationAllowed;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.web.IfMatch;

@RestController
@RequestMapping("/api/v1/products/{id}")
@Resource("products")
class PriceTableController {

    private final PriceTableService prices;

    PriceTableController(PriceTableService prices) {
        this.prices = prices;
    }

    /** All prices of the product. */
    @GetMapping("/prices")
    @RequiresPermission("read")
    PriceTable get(@PathVariable Long id) {
        return prices.get(id);
    }

    /** States all prices of the product anew. */
    @PutMapping("/prices")
    @RequiresPermission({"update", "read"})
    @ImpersonationAllowed
    PriceTable replace(@PathVariable Long id, @Valid @RequestBody PriceTableRequest request, IfMatch ifMatch) {
        return prices.replace(id, request, ifMatch);
    }

    /** What a unit costs, of so many, on a day. */
    @GetMapping("/price")
    @RequiresPermission("read")
    PriceResponse price(@PathVariable Long id, @RequestParam(required = false) @Nullable String currency,
            @RequestParam(required = false) @Nullable BigDecimal quantity,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate on) {
        return prices.price(id, currency, quantity, on);
    }
}
