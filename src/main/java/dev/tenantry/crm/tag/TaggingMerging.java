package dev.tenantry.crm.tag;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.record.Merging;

/** The tags of a record that is merged into another one are on that. */
@Component
class TaggingMerging implements Merging {

    private final TaggingRows rows;

    TaggingMerging(TaggingRows rows) {
        this.rows = rows;
    }

    @Override
    public void merge(String type, Long from, Long into) {
        rows.give(type, from, into);
    }
}
