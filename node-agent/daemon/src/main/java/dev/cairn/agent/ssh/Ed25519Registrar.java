package dev.cairn.agent.ssh;

import java.security.Provider;
import java.util.Optional;
import org.apache.sshd.common.util.security.AbstractSecurityProviderRegistrar;
import org.apache.sshd.common.util.security.SunJCESecurityProviderRegistrar;
import org.apache.sshd.common.util.security.eddsa.bouncycastle.BouncyCastleEdDSASupport;
import org.apache.sshd.common.util.security.eddsa.generic.EdDSASupport;

/**
 * Gives MINA BouncyCastle's Ed25519 keys, which are keys of the JDK too and sign with its Ed25519. BouncyCastle's own provider would bring in
 * hundreds of classes for what the JDK does already: a tenth of the agent's memory. MINA makes it, by name. Thread-safe.
 */
public final class Ed25519Registrar extends AbstractSecurityProviderRegistrar {
    private static final String NAME = "CairnEd25519";

    private final Provider provider = new Ed25519Provider();

    /** For MINA. */
    public Ed25519Registrar() {
        super(NAME);
    }

    /** To be called before anything of MINA is used. */
    public static void choose() {
        System.setProperty(
                "org.apache.sshd.security.registrars",
                SunJCESecurityProviderRegistrar.class.getName() + "," + Ed25519Registrar.class.getName());
    }

    @Override
    public boolean isSupported() {
        return true;
    }

    @Override
    public Provider getSecurityProvider() {
        return provider;
    }

    @Override
    public boolean isSecurityEntitySupported(Class<?> entity, String algorithm) {
        return provider.getService(entity.getSimpleName(), algorithm) != null;
    }

    @Override
    public Optional<EdDSASupport<?, ?>> getEdDSASupport() {
        return Optional.of(new BouncyCastleEdDSASupport());
    }

    private static final class Ed25519Provider extends Provider {
        private static final long serialVersionUID = 1L;
        private static final String CLASSES = "org.bouncycastle.jcajce.provider.asymmetric.edec.";

        Ed25519Provider() {
            super(NAME, "1", "Ed25519 keys of BouncyCastle");
            for (String algorithm : new String[] {"Ed25519", "EdDSA"}) {
                put("KeyFactory." + algorithm, CLASSES + "KeyFactorySpi$Ed25519");
                put("KeyPairGenerator." + algorithm, CLASSES + "KeyPairGeneratorSpi$Ed25519");
            }
        }
    }
}
