@NullMarked
package dev.tenantry.metering.alert;

import org.jspecify.annotations.NullMarked;
