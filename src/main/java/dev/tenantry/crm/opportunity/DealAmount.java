package dev.tenantry.crm.opportunity;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.money.Money;

/** What a deal is worth. @param amount null: not known */
record DealAmount(AmountSource source, @Nullable Money amount) {}
