package chatlab.engine.classes;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import chatlab.engine.code.Pieces;
import chatlab.engine.code.Pieces.Piece;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Writes into one method a call at the beginning of each of its [Pieces].
///
/// Compilers copy the code of `finally`, and the exit of `synchronized`, for the case that
/// something is thrown. These copies are no pieces. Nor are the sides of a condition that asks what
/// a method of the JDK or of the program has answered: the code under test does not choose the
/// answer, and much of it never differs, such as that of `List.add`.
final class PieceMarks {
    private static final ClassDesc PIECES = ClassDesc.of("chatlab.engine.code.Pieces");
    private static final MethodTypeDesc NUMBER = MethodTypeDesc.of(CD_void, CD_int);

    private final String className;
    private final String method;
    private final CodeBuilder to;
    private final Predicate<String> isForeign;

    /// Where jumps lead, and where exceptions are caught.
    private final Set<Label> starts = new HashSet<>();

    /// Where a compiler's copies begin.
    private final Set<Label> copies = new HashSet<>();

    /// The taken sides of conditions, to be written behind the method's own code.
    private final List<Side> sides = new ArrayList<>();

    private record Side(Label label, Label target, int number) {}

    private int index;
    private boolean isStart = true;
    private boolean isCopy;
    private boolean isAfterForeignCall;

    /// @param method its name and descriptor
    /// @param isForeign tells the classes that are not under test by their internal names
    PieceMarks(
            String className,
            String method,
            CodeModel code,
            CodeBuilder to,
            Predicate<String> isForeign) {
        this.className = className;
        this.method = method;
        this.to = to;
        this.isForeign = isForeign;
        for (CodeElement element : code) {
            switch (element) {
                case BranchInstruction branch -> starts.add(branch.target());
                case TableSwitchInstruction table -> add(table.defaultTarget(), table.cases());
                case LookupSwitchInstruction table -> add(table.defaultTarget(), table.cases());
                case ExceptionCatch caught ->
                        (caught.catchType().isEmpty() ? copies : starts).add(caught.handler());
                default -> {}
            }
        }
    }

    private void add(Label others, List<SwitchCase> cases) {
        starts.add(others);
        for (var each : cases) starts.add(each.target());
    }

    /// Called before each element is written.
    ///
    /// @param line of the element
    void before(CodeElement element, int line) {
        if (element instanceof LabelTarget target) {
            isCopy |= copies.contains(target.label());
            isStart |= starts.contains(target.label());
        } else if (element instanceof Instruction && isStart) {
            if (!isCopy) mark(number(line));
            isStart = false;
        }
    }

    /// Called after each element was written.
    void after(CodeElement element) {
        if (element instanceof BranchInstruction branch) isStart |= isChoice(branch);
        if (element instanceof ThrowInstruction) isCopy = false;
        if (element instanceof Instruction) {
            isAfterForeignCall =
                    element instanceof InvokeInstruction call
                            && isForeign.test(call.owner().asInternalName());
        }
    }

    /// Writes a jump, with a mark on its way if it depends on a condition.
    void jump(BranchInstruction branch, int line) {
        if (isCopy || !isChoice(branch)) {
            to.with(branch);
            return;
        }
        var side = new Side(to.newLabel(), branch.target(), number(line));
        sides.add(side);
        to.branch(branch.opcode(), side.label);
    }

    /// Called when all of the method's own code is written.
    void end() {
        for (var side : sides) {
            to.labelBinding(side.label);
            mark(side.number);
            to.goto_(side.target);
        }
    }

    private boolean isChoice(BranchInstruction branch) {
        boolean isCondition = branch.opcode() != Opcode.GOTO && branch.opcode() != Opcode.GOTO_W;
        return isCondition && !isAfterForeignCall;
    }

    private int number(int line) {
        return Pieces.number(new Piece(className, method, index++, line));
    }

    private void mark(int number) {
        to.loadConstant(number);
        to.invokestatic(PIECES, "ran", NUMBER);
    }
}
