package dev.tenantry.audit;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.audit.classification.ValueMasks;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.record.CopyMasks;

/** Masks files of records as the organization has classified their columns; for a super admin who acts as somebody what is personal, too. */
@Component
class RecordCopyMasks implements CopyMasks {

    private final ValueMasks masks;

    RecordCopyMasks(ValueMasks masks) {
        this.masks = masks;
    }

    @Override
    public @Nullable String mask(String type, String property) {
        var caller = Caller.currentOrNull();
        return masks.copied(type, property, caller == null || !caller.isImpersonated());
    }

    @Override
    public @Nullable String apart(String type, String property) {
        return masks.copied(type, property, true);
    }
}
