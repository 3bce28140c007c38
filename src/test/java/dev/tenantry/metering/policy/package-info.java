@NullMarked
package dev.tenantry.metering.policy;

import org.jspecify.annotations.NullMarked;
