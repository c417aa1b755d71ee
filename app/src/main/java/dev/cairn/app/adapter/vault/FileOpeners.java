package dev.cairn.app.adapter.vault;

import dev.cairn.app.adapter.keys.OwnerOnly;
import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.vault.Opener;
import dev.cairn.app.domain.vault.OpenerFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Openers in files: a key file is one line, {@code CAIRN-VAULT-KEY-1} and 32 bytes in base64. */
public final class FileOpeners implements OpenerFiles {
    private static final byte[] WORD = "CAIRN-VAULT-KEY-1 ".getBytes(StandardCharsets.US_ASCII);
    private static final int CODED_BYTES = 44;
    private static final int MOST_BYTES = 8 * 1024;

    private final Path beside;

    /** {@code beside} is where the key file stands when nobody chose anything else. */
    public FileOpeners(Path beside) {
        this.beside = beside;
    }

    @Override
    public Path beside() {
        return beside;
    }

    @Override
    public boolean hasBeside() {
        return Files.exists(beside);
    }

    @Override
    public void discardBeside() {
        try {
            OwnerOnly.destroy(beside);
        } catch (IOException e) {
            throw failed(AppProblem.FILE_UNWRITABLE, beside, e);
        }
    }

    @Override
    public Optional<Opener.KeyFile> keyBeside() {
        if (!hasBeside()) {
            return Optional.empty();
        }
        try {
            return Optional.of(keyFile(beside));
        } catch (ProblemException e) {
            if (isDestroyed(beside)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Whether it is gone, or overwritten with zeros and about to go: a power cut may have left it so. */
    private static boolean isDestroyed(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.read() <= 0;
        } catch (NoSuchFileException gone) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public Opener.KeyFile keyFile(Path file) {
        byte[] line = read(file);
        try {
            int end = WORD.length + CODED_BYTES;
            if (line.length < end
                    || !Arrays.equals(line, 0, WORD.length, WORD, 0, WORD.length)
                    || endOfLines(line) != end) {
                throw malformed(file);
            }
            byte[] key = Base64.getDecoder().decode(Arrays.copyOfRange(line, WORD.length, end));
            if (key.length != Opener.KeyFile.BYTES) {
                throw malformed(file);
            }
            return new Opener.KeyFile(key);
        } catch (IllegalArgumentException notBase64) {
            throw malformed(file);
        } finally {
            Arrays.fill(line, (byte) 0);
        }
    }

    @Override
    public void newKeyFile(Path file) {
        if (Files.exists(file)) {
            throw ProblemException.of(AppProblem.FILE_EXISTS, "make key file", file);
        }
        byte[] key = Seal.random(Opener.KeyFile.BYTES);
        byte[] coded = Base64.getEncoder().encode(key);
        byte[] line = Arrays.copyOf(WORD, WORD.length + CODED_BYTES + 1);
        System.arraycopy(coded, 0, line, WORD.length, CODED_BYTES);
        line[line.length - 1] = '\n';
        try {
            OwnerOnly.write(file.toAbsolutePath(), line);
        } catch (IOException e) {
            throw failed(AppProblem.FILE_UNWRITABLE, file, e);
        } finally {
            Arrays.fill(key, (byte) 0);
            Arrays.fill(coded, (byte) 0);
            Arrays.fill(line, (byte) 0);
        }
    }

    @Override
    public Opener.Passphrase passphrase(Path file) {
        byte[] bytes = read(file);
        CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes, 0, endOfLines(bytes)));
        char[] characters = new char[decoded.remaining()];
        decoded.get(characters);
        Arrays.fill(decoded.array(), '\0');
        Arrays.fill(bytes, (byte) 0);
        return new Opener.Passphrase(characters);
    }

    /** Without the line end that editors and echo add. */
    private static int endOfLines(byte[] bytes) {
        int end = bytes.length;
        if (end > 0 && bytes[end - 1] == '\n') {
            end--;
        }
        return end > 0 && bytes[end - 1] == '\r' ? end - 1 : end;
    }

    private static byte[] read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            // Pipes, as shells make them for <(...), belong to their owner already.
            if (Files.isRegularFile(file) && OwnerOnly.isOpenToOthers(file)) {
                throw ProblemException.of(AppProblem.KEY_TOO_OPEN, "open", file);
            }
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw malformed(file);
            }
            return bytes;
        } catch (IOException e) {
            throw failed(AppProblem.FILE_UNREADABLE, file, e);
        }
    }

    private static ProblemException malformed(Path file) {
        return ProblemException.of(AppProblem.VAULT_KEY_FILE_MALFORMED, "open", file);
    }

    private static ProblemException failed(AppProblem code, Path file, IOException e) {
        return new ProblemException(Problem.of(code, "open", file, "reason", String.valueOf(e.getMessage())), e);
    }
}
