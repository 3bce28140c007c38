@NullMarked
package dev.tenantry.crm.email.sending;

import org.jspecify.annotations.NullMarked;
