@NullMarked
package dev.tenantry.crm.pipeline;

import org.jspecify.annotations.NullMarked;
