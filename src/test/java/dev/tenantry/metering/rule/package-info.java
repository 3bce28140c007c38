@NullMarked
package dev.tenantry.metering.rule;

import org.jspecify.annotations.NullMarked;
