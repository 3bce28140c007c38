package dev.tenantry.crm.tag;

import java.util.List;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.record.Erasure;

/** The taggings of a record go with it. */
@Component
class TaggingErasure implements Erasure {

    private final TaggingRows rows;

    TaggingErasure(TaggingRows rows) {
        this.rows = rows;
    }

    @Override
    public void erase(String type, List<Long> ids) {
        rows.erase(type, ids);
    }
}
