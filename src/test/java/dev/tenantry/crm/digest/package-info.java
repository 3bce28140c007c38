/** Tests of what members are mailed of their days. */
@NullMarked
package dev.tenantry.crm.digest;

import org.jspecify.annotations.NullMarked;
