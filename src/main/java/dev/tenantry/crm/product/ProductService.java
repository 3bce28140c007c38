package dev.tenantry.crm.product;

import java.time.Instant;
import java.util.Set;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.tag.TaggedService;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.record.RecordKernel;

@Service
@Transactional(readOnly = true)
class ProductService extends TaggedService<Product, ProductRequest, ProductResponse> {

    private static final ListDefinition<Product> LISTING = ListDefinition.of(Product.class)
            .field("id", Long.class)
            .nullableText("sku")
            .text("name")
            .nullableText("unit")
            .field("active", Boolean.class)
            .field("billing", Billing.class)
            .nullable("intervalMonths", Integer.class)
            .nullable("externalId", String.class)
            .field("createdAt", Instant.class)
            .field("updatedAt", Instant.class)
            .searchedBy("app.search_products", "name and SKU")
            .build();

    private final ProductMapper mapper;

    ProductService(RecordKernel kernel, ProductMapper mapper) {
        super(kernel, LISTING, ProductRequest.class);
        this.mapper = mapper;
    }

    @Override
    protected Set<String> identifying() {
        return Set.of("sku", "externalId", "name");
    }

    @Override
    public Set<String> unique() {
        return Set.of("sku", "externalId");
    }

    @Override
    protected Product make(ProductRequest request) {
        return new Product(request);
    }

    @Override
    protected void change(Product product, ProductRequest request) {
        product.change(request);
    }

    @Override
    protected ProductRequest state(Product product) {
        return mapper.toRequest(product);
    }

    @Override
    protected ProductResponse show(Product product) {
        return mapper.toResponse(product);
    }
}
