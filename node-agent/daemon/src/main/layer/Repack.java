import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Run by trim: packs jars anew, without names of variables and, unless the first argument is --with-lines, without line numbers, which would stand in the
 * class cache and so in memory.
 */
final class Repack {
    private static ClassFile plain = plain(ClassFile.LineNumbersOption.DROP_LINE_NUMBERS);

    private static ClassFile plain(ClassFile.LineNumbersOption lines) {
        return ClassFile.of(
                ClassFile.DebugElementsOption.DROP_DEBUG, ClassFile.ConstantPoolSharingOption.NEW_POOL, lines);
    }

    public static void main(String... arguments) throws IOException {
        List<String> jars = List.of(arguments);
        if (jars.getFirst().equals("--with-lines")) {
            plain = plain(ClassFile.LineNumbersOption.PASS_LINE_NUMBERS);
            jars = jars.subList(1, jars.size());
        }
        for (String name : jars) {
            Path jar = Path.of(name);
            Path part = Path.of(name + ".part");
            try (JarFile in = new JarFile(jar.toFile(), false);
                    OutputStream file = Files.newOutputStream(part);
                    JarOutputStream out = new JarOutputStream(file)) {
                out.setLevel(9);
                for (JarEntry entry : (Iterable<JarEntry>) in.stream().filter(e -> !e.isDirectory())::iterator) {
                    JarEntry copy = new JarEntry(entry.getName());
                    copy.setTimeLocal(java.time.LocalDateTime.of(2026, 1, 1, 0, 0));
                    out.putNextEntry(copy);
                    out.write(plain(entry.getName(), in.getInputStream(entry).readAllBytes()));
                }
            }
            Files.move(part, jar, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static byte[] plain(String name, byte[] content) {
        if (!name.endsWith(".class") || name.endsWith("module-info.class")) {
            return content;
        }
        try {
            return plain.transformClass(
                    plain.parse(content), ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL));
        } catch (IllegalArgumentException unknownClass) {
            // Its frames name a class of a library that the agent does not have.
            return content;
        }
    }
}
