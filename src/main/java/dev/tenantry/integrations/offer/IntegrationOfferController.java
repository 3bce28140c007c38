package dev.tenantry.integrations.offer;

import java.util.UUID;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;

@RestController
@RequestMapping("/api/v1/integration-offers")
class IntegrationOfferController {

    private final IntegrationOffers offers;

    IntegrationOfferController(IntegrationOffers offers) {
        this.offers = offers;
    }

    @GetMapping
    @RequiresPermission("integrations:read")
    Page<IntegrationOffer> list(ListRequest request) {
        return offers.list(request);
    }

    @GetMapping("/{id}")
    @RequiresPermission("integrations:read")
    IntegrationOffer get(@PathVariable UUID id) {
        return offers.get(id);
    }
}
